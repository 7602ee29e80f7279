import type { DocumentContent, DocumentSession } from '../../../contract/document-content.ts';
import { formatIban } from '../../../contract/format/iban.ts';
import { filled } from './document-texts.ts';
import { html, type Html } from './html.ts';
import { lineQuantity, netPriceE4, serviceName } from './line-cells.ts';
import type { DocumentWriting, PrintedDocument } from './printed-document.ts';
import { type PrintedColumn, tableOf } from './report-page.ts';

/** A paper for accountants: who, to whom, the services as an e-qaimə asks for them, every session, and who signs. */
export function accountBody(document: PrintedDocument, writing: DocumentWriting): Html {
  const { content, kind, from, to } = document;
  const { texts } = writing;
  const period = from === null || to === null ? null : spanOf(from, to, writing);
  return html`<main>
    <header class="head">
      <div>
        <h1>${texts.title[kind]}</h1>
        <p class="number-line">${filled(texts.numbered, { number: document.number })}</p>
      </div>
      <div class="right">
        <p>${texts.date}: <b>${writing.date(document.issuedAt)}</b></p>
        <p>${texts.currency}: <b>${document.currency}</b></p>
        ${period === null ? null : html`<p>${texts.period}: <b>${filled(texts.span, period)}</b></p>`}
      </div>
    </header>
    <section class="parties">${sellerOf(content, writing)} ${buyerOf(content, writing)}</section>
    ${kind === 'act' && period !== null ? html`<p class="act">${actText(content, period, writing)}</p>` : null}
    ${reversedOf(content, writing)} ${linesOf(document, writing)} ${sumsOf(document, writing)}
    ${content.sessions.length === 0 ? null : sessionsOf(content.sessions, writing)}
    ${
      content.unbilledSessions === 0
        ? null
        : html`<p class="note">${filled(texts.unbilled, { count: writing.count(content.unbilledSessions) })}</p>`
    }
    ${kind === 'act' ? null : html`<p class="note">${texts.eInvoiceNote}</p>`} ${signatures(document, writing)}
  </main>`;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** The last day of a period is the one its last moment lies in. */
function spanOf(from: number, to: number, writing: DocumentWriting): Readonly<Record<keyof Span, string>> {
  return { from: writing.date(from), to: writing.date(to - 1) };
}

function sellerOf({ seller }: DocumentContent, { texts }: DocumentWriting): Html {
  return party(texts.seller, seller.legalName === '' ? seller.siteName : seller.legalName, [
    [texts.voen, seller.voen],
    [texts.address, seller.address],
    [texts.phone, [seller.phone, seller.email].filter((text) => text !== '').join(', ')],
    [texts.bank, seller.bankName],
    [texts.bankCode, seller.bankCode],
    [texts.bankVoen, seller.bankVoen],
    [texts.iban, formatIban(seller.iban)],
    [texts.correspondentAccount, formatIban(seller.correspondentAccount)],
    [texts.swift, seller.swift],
  ]);
}

function buyerOf({ buyer }: DocumentContent, { texts }: DocumentWriting): Html | null {
  if (buyer === null) return null;
  return party(texts.buyer, buyer.name, [
    [texts.voen, buyer.voen],
    [texts.contract, buyer.contractNumber],
    [texts.address, buyer.address],
  ]);
}

function party(role: string, name: string, facts: readonly (readonly [name: string, value: string])[]): Html {
  const told = facts.filter(([, value]) => value !== '');
  return html`<div>
    <p class="muted">${role}</p>
    <p class="name">${name}</p>
    <dl class="facts">
      ${told.map(
        ([fact, value]) =>
          html`<dt>${fact}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </div>`;
}

function actText({ seller, buyer }: DocumentContent, period: Span, { texts }: DocumentWriting): string {
  const names = { seller: seller.legalName, buyer: buyer?.name ?? '' };
  return filled(texts.actText, { ...names, ...period });
}

function reversedOf({ reversed }: DocumentContent, writing: DocumentWriting): Html | null {
  if (reversed === null) return null;
  const { texts } = writing;
  const { number, issuedAt, reason } = reversed;
  return html`<p class="act">${filled(texts.reversed, { number, date: writing.date(issuedAt) })}</p>
    <p>${texts.reason}: ${reason}</p>`;
}

const right = (title: string): PrintedColumn => ({ title, align: 'right' });
const left = (title: string): PrintedColumn => ({ title, align: 'left' });
const short = (title: string): PrintedColumn => ({ title, align: 'left', keep: true });

/** With VAT the price of a unit stands without it, as an e-qaimə has it: quantity times price is the amount without VAT. */
function linesOf({ content: { lines, showsVat }, ...sums }: PrintedDocument, writing: DocumentWriting): Html {
  const { column, noVat, total } = writing.texts;
  const money = (amountMinor: number | null): string => writing.amount(amountMinor);
  const first = [left(column.number), left(column.service), short(column.unit), right(column.quantity)];
  const taxed = [right(column.priceNet), right(column.net), right(column.vatRate), right(column.vat)];
  const rows = lines.map((line, index) => {
    const quantity = lineQuantity(writing, line);
    const rate = line.vatRateBp === null ? noVat : writing.percent(line.vatRateBp);
    const price = showsVat ? netPriceE4(line) : line.priceE4;
    return [
      ...[String(index + 1), serviceName(writing, line), quantity?.unit ?? '', quantity?.quantity ?? ''],
      price === null ? '' : writing.wholePrice(price),
      ...(showsVat ? [money(line.netMinor), rate, money(line.vatMinor)] : []),
      money(line.grossMinor),
    ];
  });
  return tableOf({
    columns: [...first, ...(showsVat ? taxed : [right(column.price)]), right(column.gross)],
    rows,
    totals: [
      ...['', total, '', '', ''],
      ...(showsVat ? [money(sums.netMinor), '', money(sums.vatMinor)] : []),
      money(sums.grossMinor),
    ],
  });
}

function sumsOf({ kind, grossMinor, vatMinor }: PrintedDocument, writing: DocumentWriting): Html {
  const { texts } = writing;
  const vat = vatMinor === null ? texts.noVat : `${texts.vatInside} ${writing.money(vatMinor)}`;
  return html`<p class="due">
    <span>${kind === 'invoice' ? texts.toPay : texts.total}</span> <b>${writing.money(grossMinor)}</b>
    <span class="muted">${vat}</span>
  </p>`;
}

function sessionsOf(sessions: readonly DocumentSession[], writing: DocumentWriting): Html {
  const { texts } = writing;
  const { column } = texts;
  return html`<section class="detail">
    ${tableOf({
      title: texts.sessions,
      columns: [
        ...[short(column.number), short(column.started), short(column.stopped), left(column.place), left(column.card)],
        ...[right(filled(column.energy, { unit: writing.kwhWord })), right(column.gross)],
      ],
      rows: sessions.map((session) => [
        session.sessionId,
        writing.dateTime(session.startedAt),
        writing.dateTime(session.stoppedAt),
        `${session.stationName} · ${String(session.evseId)}${session.isCorrection ? ` (${texts.correction})` : ''}`,
        session.idTokenLabel ?? session.idToken ?? '',
        writing.kwh(session.energyWh),
        writing.amount(session.grossMinor),
      ]),
    })}
  </section>`;
}

function signatures({ content: { seller, buyer }, kind }: PrintedDocument, { texts }: DocumentWriting): Html {
  const place = (role: string, name: string): Html =>
    html`<div>
      <p class="muted">${role}</p>
      <p class="line">${name}</p>
      <p class="muted">${texts.signature}</p>
    </div>`;
  const director = seller.director === '' ? '' : `${texts.director}: ${seller.director}`;
  return html`<section class="signatures">
    ${place(texts.seller, director)} ${kind === 'act' ? place(texts.buyer, buyer?.name ?? '') : null}
  </section>`;
}

export const accountStyles = `
.number-line{font-size:11pt;font-weight:500;margin-top:1mm}
.parties{display:grid;grid-template-columns:1fr 1fr;gap:10mm;margin-bottom:5mm}
.parties .name{font-weight:650;font-size:10.5pt}
.parties .facts{margin-top:1.5mm}
.act{margin:4mm 0;text-align:justify}
.due{display:flex;justify-content:flex-end;align-items:baseline;gap:4mm;margin-top:3mm}
.due b{font-size:13pt}
.detail{font-size:8pt}
.signatures{display:grid;grid-template-columns:1fr 1fr;gap:16mm;margin-top:12mm;break-inside:avoid}
.signatures .line{border-bottom:.25mm solid #111;min-height:9mm;padding-top:3mm;margin-bottom:1mm}
.voided{text-align:center;font-weight:700;font-size:13pt;border:.5mm solid #111;padding:1.5mm;margin-bottom:4mm}
`;
