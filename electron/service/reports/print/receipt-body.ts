import type { DocumentLine, DocumentPayment, DocumentSession } from '../../../contract/document-content.ts';
import { filled } from './document-texts.ts';
import { html, type Html } from './html.ts';
import { lineQuantity, serviceName } from './line-cells.ts';
import type { DocumentWriting, PrintedDocument } from './printed-document.ts';

/** A receipt says on every size of paper that it is not fiscal, and looks like none: no barcode, no fiscal number of its own. */
export function receiptBody(document: PrintedDocument, writing: DocumentWriting): Html {
  const { content, kind } = document;
  const { texts } = writing;
  return html`<main class="receipt">
    ${sellerOf(document, writing)}
    <section class="title">
      <h1>${texts.title[kind]}</h1>
      <p class="strong">(${texts.notFiscal})</p>
      <p>${filled(texts.numbered, { number: document.number })} · ${writing.dateTime(document.issuedAt)}</p>
    </section>
    ${content.buyer === null ? null : html`<section>${pair(texts.buyer, content.buyer.name)}</section>`}
    ${content.sessions.map((session) => sessionOf(session, writing))}
    ${content.lines.length === 0 ? null : html`<section>${content.lines.map((line) => lineOf(line, writing))}</section>`}
    ${billOf(document, writing)} ${paidOf(document, writing)}
    ${document.operator === '' ? null : html`<p class="small">${texts.operator}: ${document.operator}</p>`}
    ${kind === 'receipt' ? html`<p class="thanks">${texts.thanks}</p>` : null}
  </main>`;
}

function sellerOf({ content: { seller } }: PrintedDocument, { texts }: DocumentWriting): Html {
  return html`<header>
    <p class="who">${seller.legalName === '' ? seller.siteName : seller.legalName}</p>
    ${seller.voen === '' ? null : html`<p>${texts.voen} ${seller.voen}</p>`}
    ${seller.address === '' ? null : html`<p>${seller.address}</p>`}
    ${seller.phone === '' ? null : html`<p>${seller.phone}</p>`}
  </header>`;
}

function sessionOf(session: DocumentSession, writing: DocumentWriting): Html {
  const { texts } = writing;
  const { stationName: station, evseId, idToken, idTokenLabel, meterStartWh, meterStopWh } = session;
  const card = [idTokenLabel, idToken].filter((text) => text !== null).join(' · ');
  const meter = `${writing.kwh(meterStartWh)} – ${writing.kwh(meterStopWh)}`;
  return html`<section>
    <p class="strong">${filled(texts.connector, { station, evse: String(evseId) })}</p>
    <p>${filled(texts.session, { id: session.sessionId })}</p>
    ${card === '' ? null : pair(texts.card, card)} ${pair(texts.column.started, writing.dateTime(session.startedAt))}
    ${pair(texts.column.stopped, writing.dateTime(session.stoppedAt))}
    ${meterStartWh === null || meterStopWh === null ? null : pair(`${texts.meter}, ${writing.kwhWord}`, meter)}
    ${pair(texts.energy, `${writing.kwh(session.energyWh)} ${writing.kwhWord}`)}
  </section>`;
}

function lineOf(line: DocumentLine, writing: DocumentWriting): Html {
  const quantity = lineQuantity(writing, line);
  const reckoning =
    quantity === null || line.priceE4 === null
      ? ''
      : `${quantity.quantity} ${quantity.unit} × ${writing.price(line.priceE4)}`;
  return html`<div class="line">
    <p>${serviceName(writing, line)}</p>
    <p class="pair"><span>${reckoning}</span><span class="nowrap">${writing.money(line.grossMinor)}</span></p>
  </div>`;
}

/** What the session came to, where that is not what was paid. */
function billOf({ content: { sessions }, grossMinor }: PrintedDocument, writing: DocumentWriting): Html | null {
  const billed = sessions.reduce((sum, session) => sum + session.grossMinor, 0);
  return sessions.length === 0 || billed === grossMinor ? null : pair(writing.texts.bill, writing.money(billed));
}

/** A refund is told as what was given back: its amount stands without a minus. */
function paidOf({ content, grossMinor, vatMinor }: PrintedDocument, writing: DocumentWriting): Html {
  const { texts } = writing;
  const isRefund = grossMinor < 0;
  return html`<section class="sum">
    ${pair(isRefund ? texts.refunded : texts.paid, writing.money(Math.abs(grossMinor)), 'total')}
    ${vatMinor === null ? null : pair(texts.vatInside, writing.money(Math.abs(vatMinor)))}
    ${content.payments.map((payment) => paymentOf(payment, writing))}
  </section>`;
}

function paymentOf({ method, amountMinor, reference, fiscalNumber }: DocumentPayment, writing: DocumentWriting): Html {
  const { texts } = writing;
  return html`${pair(texts.method[method], writing.money(amountMinor))}
  ${reference === '' ? null : pair(texts.reference, reference)}
  ${fiscalNumber === '' ? null : pair(texts.fiscalNumber, fiscalNumber)}`;
}

function pair(name: string, value: string, look: 'part' | 'total' = 'part'): Html {
  return html`<p class="pair ${look}"><span>${name}</span><span class="value">${value}</span></p>`;
}

export const receiptStyles = `
.paper-A4 .receipt{max-width:105mm;margin:0 auto}
.paper-80mm{font-size:8.5pt;width:72mm}
.paper-58mm{font-size:7.5pt;width:52mm}
.paper-A6{font-size:8.5pt}
.receipt header{text-align:center;line-height:1.3}
.receipt .who{font-weight:650;font-size:1.2em}
.receipt .title{text-align:center}
.receipt h1{font-size:1.35em}
.receipt section{padding:.7em 0;border-top:.25mm dashed #777}
.receipt header + section{margin-top:.7em}
.receipt .pair{font-weight:400;display:flex;justify-content:space-between;gap:3mm;line-height:1.5}
.receipt .pair .value{text-align:right;font-variant-numeric:tabular-nums}
.receipt .strong{font-weight:650}
.receipt .line + .line{margin-top:.5em}
.receipt .pair.total{font-weight:700;font-size:1.25em}
.receipt .sum{border-top:.4mm solid #111}
.receipt .small{font-size:.9em;margin-top:.4em}
.receipt .thanks{text-align:center;margin-top:1em}
.voided{text-align:center;font-weight:700;font-size:1.3em;border:.5mm solid #111;padding:1mm;margin-bottom:3mm}
`;
