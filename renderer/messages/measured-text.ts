import { isFields, listOf, textOf, type Fields } from './frame-fields.ts';
import type { FrameWords } from './frame-words.ts';

interface Measured {
  readonly powerW: number | null;
  readonly meterWh: number | null;
  readonly batteryPercent: number | null;
}

/** Power, register and battery of the latest reading in a MeterValues call; empty where it has none of them. */
export function measuredText(payload: Fields, { t, format }: FrameWords): string {
  const { powerW, meterWh, batteryPercent } = latestOf(payload);
  return [
    powerW === null ? '' : t('messages.part.power', { value: format.powerKw(powerW) }),
    meterWh === null ? '' : t('messages.part.meter', { value: format.energyKwh(meterWh, 3) }),
    batteryPercent === null ? '' : t('messages.part.battery', { value: format.percent(batteryPercent) }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function latestOf(payload: Fields): Measured {
  const samples = listOf(payload, 'meterValue')
    .filter(isFields)
    .flatMap((value) => listOf(value, 'sampledValue').filter(isFields));
  const last = (measurand: string): number | null => {
    const sample = samples.findLast((one) => measurandOf(one) === measurand && textOf(one, 'phase') === '');
    return sample === undefined ? null : inBaseUnit(sample);
  };
  return {
    powerW: last('Power.Active.Import'),
    meterWh: last('Energy.Active.Import.Register'),
    batteryPercent: last('SoC'),
  };
}

/** OCPP 1.6 §7.43: without a measurand it is the register. */
function measurandOf(sample: Fields): string {
  return textOf(sample, 'measurand') || 'Energy.Active.Import.Register';
}

function inBaseUnit(sample: Fields): number | null {
  const value = Number.parseFloat(textOf(sample, 'value'));
  if (!Number.isFinite(value)) return null;
  return textOf(sample, 'unit').startsWith('k') ? value * 1000 : value;
}
