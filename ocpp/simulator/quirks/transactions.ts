import type { Quirk } from './quirk.ts';
import { recite, type Script } from './script.ts';

/** A booted station that says a script. */
const scripted = (number: number, title: string, script: Script): Quirk => ({
  number,
  title,
  play: async (stage) => {
    await recite(stage, await stage.bootedStation(), script);
  },
});

const start =
  '[2,"$id","StartTransaction",{"connectorId":1,"idTag":"$card","meterStart":12000,"timestamp":"$now-600"}]';

/** Rows 34 to 54: transactions. */
export const transactionQuirks: readonly Quirk[] = [
  scripted(34, 'reports the same start twice, the second time with a new message id', [start, start]),
];
