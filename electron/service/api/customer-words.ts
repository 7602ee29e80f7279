import { foldForSearch } from '../../contract/format/collation.ts';
import type { CustomerRecord } from '../store/customer-records.ts';

type Words<Value extends string> = Readonly<Record<Value, readonly string[]>>;

const kinds: Words<CustomerRecord['kind']> = {
  person: [
    'person',
    'private',
    'fiziki şəxs',
    'şəxs',
    'физлицо',
    'физическое лицо',
    'частное лицо',
    'kişi',
    'bireysel',
  ],
  company: [
    'company',
    'business',
    'şirkət',
    'hüquqi şəxs',
    'компания',
    'фирма',
    'юрлицо',
    'юридическое лицо',
    'şirket',
    'kurumsal',
  ],
};

const billings: Words<CustomerRecord['billing']> = {
  each: ['each', 'per session', 'hər seans', 'kassada', 'каждая сессия', 'на кассе', 'her seans', 'kasada'],
  prepaid: ['prepaid', 'qabaqcadan', 'əvvəlcədən ödəniş', 'avans', 'предоплата', 'аванс', 'ön ödemeli', 'peşin'],
  postpaid: ['postpaid', 'monthly', 'aylıq', 'ay sonunda', 'постоплата', 'по месяцам', 'aylık', 'ay sonu'],
};

const languages: Words<NonNullable<CustomerRecord['language']>> = {
  az: ['az', 'azərbaycan', 'azərbaycanca', 'азербайджанский'],
  ru: ['ru', 'rus', 'rusca', 'русский', 'rusça'],
  en: ['en', 'english', 'ingilis', 'английский', 'ingilizce', 'ingiliscə'],
  tr: ['tr', 'türk', 'türkçə', 'турецкий', 'türkçe'],
};

const statuses: Words<'Accepted' | 'Blocked'> = {
  Accepted: ['accepted', 'active', 'icazəli', 'icazəlidir', 'aktiv', 'разрешена', 'активна', 'izinli', 'aktif'],
  Blocked: ['blocked', 'bloklanıb', 'bloklu', 'заблокирована', 'blokeli', 'engelli'],
};

export const kindOf = reader(kinds);
export const billingOf = reader(billings);
export const languageOf = reader(languages);
export const statusOf = reader(statuses);

/** Reads what a person wrote in a cell, in any language of the console; null for another word. */
function reader<Value extends string>(words: Words<Value>): (text: string) => Value | null {
  const isValue = (word: string): word is Value => Object.hasOwn(words, word);
  const values = Object.keys(words).filter(isValue);
  const byWord = new Map(values.flatMap((value) => words[value].map((word) => [foldForSearch(word), value] as const)));
  return (text) => byWord.get(foldForSearch(text.trim())) ?? null;
}
