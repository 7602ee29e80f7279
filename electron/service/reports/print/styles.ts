/** The look all printed pages share: ink on paper, one typeface, figures in columns. */
export const baseStyles = `
*{box-sizing:border-box}
html{font:400 9pt/1.4 Inter,'Segoe UI',Arial,sans-serif;color:#111;background:#fff;-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;overflow-wrap:anywhere}
h1,h2,p,table,dl,dd{margin:0}
h1{font-size:15pt;font-weight:650;line-height:1.2;letter-spacing:-.01em}
h2{font-size:10pt;font-weight:650;margin:5mm 0 1.5mm}
.muted{color:#5b6266}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.nowrap{white-space:nowrap}
.head{display:flex;justify-content:space-between;gap:8mm;padding-bottom:4mm;margin-bottom:5mm;border-bottom:.4mm solid #111}
.head .who{font-weight:650;font-size:11pt}
.head .right{text-align:right}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.6mm 3mm;margin-top:3mm;font-size:8.5pt}
.facts dt{color:#5b6266}
.facts dd{font-weight:500}
table{width:100%;border-collapse:collapse;margin-top:3mm}
thead{display:table-header-group}
tr{break-inside:avoid}
th{font-size:8pt;font-weight:600;text-align:left;vertical-align:bottom;color:#3c4347;border-bottom:.3mm solid #111;padding:1.2mm 1.5mm}
th.number{text-align:right;white-space:normal;font-variant-numeric:normal}
td{vertical-align:top;padding:1.1mm 1.5mm;border-bottom:.15mm solid #d3d8da}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
tbody.total td{font-weight:650;border-top:.3mm solid #111;border-bottom:none}
.note{margin-top:4mm;font-size:8pt;color:#5b6266}
`;
