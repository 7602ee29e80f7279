import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { stationChecks } from '../../../electron/contract/commissioning.ts';
import { standardKeys } from '../../../electron/contract/configuration-keys.ts';
import { tlsProblems } from '../../../electron/contract/security.ts';
import { conflictReasons, handshakeRefusals, importRefusals, sessionFlags } from '../../../electron/contract/words.ts';
import { stationHabits } from '../../../ocpp/model/habit.ts';
import { measurands } from '../../../ocpp/model/meter.ts';
import { outcomeReasons } from '../../../ocpp/model/outcome-reason.ts';
import { faultCodes } from '../../../ocpp/model/station.ts';
import { stateLooks } from '../../../renderer/components/connector-state.ts';
import { commandForms, commandTypes } from '../../../renderer/station-commands/command-forms.ts';

const folder = new URL('../../../resources/messages/', import.meta.url);
const renderer = new URL('../../../renderer/', import.meta.url);
const languages = ['az', 'ru', 'en', 'tr'] as const;
type Language = (typeof languages)[number];

interface Tree {
  readonly [key: string]: string | Tree;
}

const readTree = (language: Language, area: string): Tree =>
  JSON.parse(readFileSync(new URL(`${language}/${area}.json`, folder), 'utf8')) as Tree;

const areasOf = (language: Language): string[] =>
  readdirSync(new URL(language, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort();

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const forms = (text: string): number => text.split(' | ').length;

const areas = areasOf('az');
const texts = (language: Language): Map<string, string> =>
  new Map(areas.flatMap((area) => [...flatten(readTree(language, area), `${area}.`)]));
const all = Object.fromEntries(languages.map((language) => [language, texts(language)])) as Record<
  Language,
  Map<string, string>
>;

const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(file, renderer), 'utf8') }));

describe('the message files', () => {
  it.each(languages)('of %s cover the same areas as the Azerbaijani ones', (language) => {
    expect(areasOf(language)).toEqual(areas);
  });

  it.each(areas)('of area %s have the same keys in every language', (area) => {
    const keys = (language: Language): string[] => [...flatten(readTree(language, area)).keys()].sort();
    for (const language of languages) expect(keys(language), language).toEqual(keys('az'));
  });

  it.each(areas)('of area %s have the same placeholders in every language and in every plural form', (area) => {
    for (const [key, text] of flatten(readTree('az', area))) {
      for (const language of languages) {
        const other = all[language].get(`${area}.${key}`) ?? '';
        expect(placeholders(other), `${language} ${area}.${key}`).toEqual(placeholders(text));
      }
    }
  });

  it.each(languages)('of %s are nowhere empty', (language) => {
    const empty = [...all[language]].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it('count in three forms in Russian and in two elsewhere', () => {
    const counted = [...all.az].filter(([, text]) => forms(text) > 1).map(([key]) => key);
    expect(counted.length).toBeGreaterThan(0);
    for (const key of counted) {
      expect(
        languages.map((language) => [language, forms(all[language].get(key) ?? '')]),
        key,
      ).toEqual(languages.map((language) => [language, language === 'ru' ? 3 : 2]));
    }
  });

  it.each(languages)('of %s are all understood by the translator', (language) => {
    const warnings: string[] = [];
    const i18n = createI18n({
      legacy: false,
      locale: language,
      fallbackLocale: false,
      missingWarn: true,
      messages: { [language]: Object.fromEntries(areas.map((area) => [area, readTree(language, area)])) },
    });
    for (const [key, text] of all[language]) {
      const values = Object.fromEntries(placeholders(text).map((name) => [name.slice(1, -1), '7']));
      const shown = i18n.global.t(key, values, 7);
      if (shown === '' || shown === key || /[{}|]/.test(shown)) warnings.push(`${key}: ${shown}`);
    }
    expect(warnings).toEqual([]);
  });

  it('spell Azerbaijani with its own letters, not with the Turkish or English look-alikes', () => {
    const wrong = [...all.az].filter(([, text]) => /[âîûäёы]/i.test(text)).map(([key]) => key);
    expect(wrong).toEqual([]);
  });
});

describe('every text the screens ask for', () => {
  it('is in the message files', () => {
    const missing: string[] = [];
    for (const { file, text } of sources) {
      for (const [, key = ''] of text.matchAll(/\bt\(\s*'([\w.]+)'/g)) {
        if (!all.az.has(key)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('is in the message files where its key is put together', () => {
    const prefixes = [
      ...new Set(
        [...all.az.keys()].flatMap((key) => key.split('.').map((_, at, parts) => parts.slice(0, at).join('.'))),
      ),
    ];
    const missing: string[] = [];
    for (const { file, text } of sources) {
      for (const [, prefix = ''] of text.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)) {
        if (!prefixes.includes(prefix)) missing.push(`${file}: ${prefix}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it.each([
    ['states of connectors', Object.keys(stateLooks).map((state) => `common.state.${state}`)],
    ['station faults', faultCodes.flatMap((code) => [`alerts.fault.${code}.what`, `alerts.fault.${code}.next`])],
    [
      'refused connections',
      handshakeRefusals.flatMap((word) => [
        `alerts.handshakeFailed.reason.${word}`,
        `alerts.handshakeFailed.next.${word}`,
      ]),
    ],
    ['habits of stations', stationHabits.flatMap((habit) => [`habits.${habit}.what`, `habits.${habit}.we`])],
    [
      'checks of stations',
      stationChecks.flatMap((check) =>
        ['title', 'good', 'todo'].map((part) => `commissioning.check.of.${check}.${part}`),
      ),
    ],
    ['problems of encrypted connections', tlsProblems.map((problem) => `settings.security.problem.${problem}`)],
    ['quirks of the demonstration', Array.from({ length: 77 }, (_, at) => `quirks.${String(at + 1)}`)],
    ['conflicts', conflictReasons.map((reason) => `errors.conflictReason.${reason}`)],
    ['outcomes of commands', outcomeReasons.map((reason) => `commands.reason.${reason}`)],
    ['commands', commandTypes.flatMap((type) => [`station.command.${type}`, `commands.about.${type}`])],
    [
      'commands that are asked about first',
      commandTypes.filter((type) => commandForms[type].confirm !== undefined).map((type) => `commands.confirm.${type}`),
    ],
    [
      'fields of commands',
      commandTypes.flatMap((type) => commandForms[type].fields.map(({ name }) => `commands.field.${name}`)),
    ],
    [
      'choices of commands',
      commandTypes.flatMap((type) =>
        commandForms[type].fields.flatMap((field) =>
          field.kind === 'choice' ? field.choices.map((choice) => `commands.choice.${choice}`) : [],
        ),
      ),
    ],
    ['settings of the standard', standardKeys.map(({ key }) => `configuration.key.${key}`)],
    ['measurands', measurands.map((word) => `configuration.word.${word.replaceAll('.', '_')}`)],
  ])('exists for all %s', (_, keys) => {
    expect(keys.filter((key) => !all.az.has(key))).toEqual([]);
  });

  it('exists for every flag of a session and every refused line of an import', () => {
    const known = [...all.az.keys()];
    for (const word of [...sessionFlags, ...importRefusals]) {
      expect(
        known.some((key) => key.split('.').includes(word)),
        word,
      ).toBe(true);
    }
  });
});
