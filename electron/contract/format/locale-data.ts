import type { Language } from '../views.ts';

/** No-break space: keeps a number and its unit on one line. */
export const nbsp = '\u00A0';

/** How unknown values are written. */
export const unknownText = '—';

export interface NumberSymbols {
  readonly group: string;
  readonly decimal: string;
}

export const numberSymbols: Readonly<Record<Language, NumberSymbols>> = {
  az: { group: '.', decimal: ',' },
  ru: { group: nbsp, decimal: ',' },
  en: { group: ',', decimal: '.' },
  tr: { group: '.', decimal: ',' },
};

/** Units of measure; `Intl` does not accept kilowatt-hours. */
export interface UnitWords {
  readonly kilowattHour: string;
  readonly wattHour: string;
  readonly kilowatt: string;
  readonly ampere: string;
  readonly volt: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export const unitWords: Readonly<Record<Language, UnitWords>> = {
  az: {
    kilowattHour: 'kVt·saat',
    wattHour: 'Vt·saat',
    kilowatt: 'kVt',
    ampere: 'A',
    volt: 'V',
    day: 'gün',
    hour: 'saat',
    minute: 'dəq',
    second: 'san',
  },
  ru: {
    kilowattHour: 'кВт·ч',
    wattHour: 'Вт·ч',
    kilowatt: 'кВт',
    ampere: 'А',
    volt: 'В',
    day: 'дн.',
    hour: 'ч',
    minute: 'мин',
    second: 'с',
  },
  en: {
    kilowattHour: 'kWh',
    wattHour: 'Wh',
    kilowatt: 'kW',
    ampere: 'A',
    volt: 'V',
    day: 'd',
    hour: 'h',
    minute: 'min',
    second: 's',
  },
  tr: {
    kilowattHour: 'kWh',
    wattHour: 'Wh',
    kilowatt: 'kW',
    ampere: 'A',
    volt: 'V',
    day: 'gün',
    hour: 'sa',
    minute: 'dk',
    second: 'sn',
  },
};

/** Names of months, January first. */
export const monthNames: Readonly<Record<Language, readonly string[]>> = {
  az: ['yanvar', 'fevral', 'mart', 'aprel', 'may', 'iyun', 'iyul', 'avqust', 'sentyabr', 'oktyabr', 'noyabr', 'dekabr'],
  ru: [
    'январь',
    'февраль',
    'март',
    'апрель',
    'май',
    'июнь',
    'июль',
    'август',
    'сентябрь',
    'октябрь',
    'ноябрь',
    'декабрь',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  tr: ['Ocak', 'Şubat', 'Mart', 'Nisan', 'Mayıs', 'Haziran', 'Temmuz', 'Ağustos', 'Eylül', 'Ekim', 'Kasım', 'Aralık'],
};

/** Names of months beside a day, where the language bends them. */
export const monthNamesInDates: Readonly<Record<Language, readonly string[]>> = {
  ...monthNames,
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
};

/** Names of weekdays, Monday first. */
export const weekdayNames: Readonly<Record<Language, readonly string[]>> = {
  az: ['bazar ertəsi', 'çərşənbə axşamı', 'çərşənbə', 'cümə axşamı', 'cümə', 'şənbə', 'bazar'],
  ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  tr: ['Pazartesi', 'Salı', 'Çarşamba', 'Perşembe', 'Cuma', 'Cumartesi', 'Pazar'],
};

/** Short names of weekdays, Monday first. */
export const shortWeekdayNames: Readonly<Record<Language, readonly string[]>> = {
  az: ['B.e.', 'Ç.a.', 'Ç.', 'C.a.', 'C.', 'Ş.', 'B.'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  tr: ['Pzt', 'Sal', 'Çar', 'Per', 'Cum', 'Cmt', 'Paz'],
};
