import { foldForSearch } from '../../contract/format/collation.ts';

/**
 * Columns of an import of customers with their cards: the word for programs first, then what people write above them in the languages of the console.
 * Case, accents, spaces and signs do not matter.
 */
const namesOfColumns = {
  name: ['name', 'customer', 'ad', 'adı', 'müştəri', 'müştərinin adı', 'имя', 'название', 'клиент', 'müşteri', 'unvan'],
  kind: ['kind', 'type', 'növ', 'növü', 'тип', 'вид', 'tür', 'türü'],
  voen: ['voen', 'vöen', 'vöin', 'tax number', 'tin', 'воен', 'инн', 'vergi no', 'vergi numarası'],
  contractNumber: [
    'contractNumber',
    'contract',
    'müqavilə',
    'müqavilə nömrəsi',
    'договор',
    'номер договора',
    'sözleşme',
    'sözleşme no',
  ],
  contact: [
    'contact',
    'contact person',
    'əlaqədar şəxs',
    'əlaqə',
    'контактное лицо',
    'контакт',
    'ilgili kişi',
    'yetkili',
  ],
  phone: ['phone', 'tel', 'telefon', 'телефон'],
  email: ['email', 'e-mail', 'mail', 'e-poçt', 'почта', 'эл. почта', 'e-posta'],
  address: ['address', 'ünvan', 'адрес', 'adres'],
  language: ['language', 'dil', 'sənədlərin dili', 'язык', 'язык документов', 'belge dili'],
  group: ['group', 'qrup', 'müştəri qrupu', 'группа', 'grup', 'müşteri grubu'],
  billing: ['billing', 'payment', 'hesablaşma', 'расчёты', 'оплата', 'ödeme', 'ödəniş'],
  budgetKwh: [
    'budgetKwh',
    'budget kwh',
    'aylıq limit kwh',
    'limit kwh',
    'лимит kwh',
    'лимит в месяц kwh',
    'aylık limit kwh',
    'monthly limit kwh',
  ],
  budget: ['budget', 'aylıq limit', 'limit', 'лимит', 'лимит в месяц', 'лимит суммы', 'aylık limit', 'monthly limit'],
  note: ['note', 'qeyd', 'заметка', 'примечание', 'not'],
  idToken: [
    'idToken',
    'card',
    'card number',
    'kart',
    'kart nömrəsi',
    'kartın nömrəsi',
    'карта',
    'номер карты',
    'kart no',
    'kart numarası',
  ],
  cardLabel: [
    'cardLabel',
    'label',
    'card holder',
    'kart kimindir',
    'sürücü',
    'maşın',
    'чья карта',
    'водитель',
    'машина',
    'kart sahibi',
    'plaka',
  ],
  cardExpires: [
    'cardExpires',
    'expiresAt',
    'valid until',
    'son etibarlı gün',
    'bitmə tarixi',
    'действует по',
    'срок',
    'son geçerlilik günü',
  ],
  cardStatus: ['cardStatus', 'status', 'vəziyyət', 'состояние', 'durum'],
  cardBudgetKwh: ['cardBudgetKwh', 'card limit kwh', 'лимит карты kwh', 'kart limiti kwh'],
  cardBudget: ['cardBudget', 'card limit', 'kart limiti', 'лимит карты'],
  cardNote: ['cardNote', 'card note', 'kartın qeydi', 'заметка о карте', 'kart notu'],
} as const satisfies Record<string, readonly string[]>;

export type CustomerColumn = keyof typeof namesOfColumns;

export const customerColumns = Object.keys(namesOfColumns).filter(isColumn);

function isColumn(name: string): name is CustomerColumn {
  return Object.hasOwn(namesOfColumns, name);
}

const columnByName: ReadonlyMap<string, CustomerColumn> = new Map(
  customerColumns.flatMap((column) => namesOfColumns[column].map((name) => [bareName(name), column] as const)),
);

/** The column people mean by what they wrote above it; null for one that is none of ours. */
export function customerColumn(name: string): CustomerColumn | null {
  return columnByName.get(bareName(name)) ?? null;
}

function bareName(name: string): string {
  return foldForSearch(name)
    .replaceAll('ə', 'e')
    .normalize('NFD')
    .replaceAll(/[^\p{L}\d]/gu, '')
    .replace(/kvtsaat|kvts|квтч/, 'kwh');
}
