/** MeterValues of one station, one second of its time apart, put together from texts that were written once. */
export interface FrameSource {
  next(): string;
}

const samples: readonly (readonly [value: string, measurand: string, phase: string | null, unit: string])[] = [
  ['10953.0', 'Power.Active.Import', null, 'W'],
  ['15.9', 'Current.Import', 'L1', 'A'],
  ['15.8', 'Current.Import', 'L2', 'A'],
  ['16.0', 'Current.Import', 'L3', 'A'],
  ['229.4', 'Voltage', 'L1-N', 'V'],
  ['230.1', 'Voltage', 'L2-N', 'V'],
  ['228.7', 'Voltage', 'L3-N', 'V'],
];

function sampleText([value, measurand, phase, unit]: (typeof samples)[number]): string {
  return JSON.stringify({ value, context: 'Sample.Periodic', measurand, ...(phase !== null && { phase }), unit });
}

const otherSamples = samples.map(sampleText).join(',');
const energyHead = '{"value":"';
const energyTail = `","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},${otherSamples}]}]}]`;

/** Enough seconds for the fastest server: times never repeat, and never lie in the future. */
export const secondsOfHistory = 40_000;

export function timesUntil(endMs: number): readonly string[] {
  return Array.from({ length: secondsOfHistory }, (_, second) =>
    new Date(endMs - (secondsOfHistory - second) * 1000).toISOString(),
  );
}

export function meterValues(transactionId: number, times: readonly string[]): FrameSource {
  const beforeTime = `","MeterValues",{"connectorId":1,"transactionId":${String(transactionId)},"meterValue":[{"timestamp":"`;
  const beforeEnergy = `","sampledValue":[${energyHead}`;
  let count = 0;
  return {
    next() {
      count += 1;
      const time = times[count % secondsOfHistory] ?? '';
      return `[2,"m${String(count)}${beforeTime}${time}${beforeEnergy}${String(1_000_000 + 3 * count)}${energyTail}`;
    },
  };
}
