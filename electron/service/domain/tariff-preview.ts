import type { EpochMs } from '../../../ocpp/model/time.ts';
import { minorDigits } from '../../contract/format/money.ts';
import type { Bill } from '../../contract/bill.ts';
import type { BusinessProfile } from '../../contract/business.ts';
import type { TariffMargin, TariffPreview } from '../../contract/tariff-methods.ts';
import type { TariffBody } from '../../contract/tariffs.ts';
import { billSession } from './money/bill-session.ts';
import { costOn } from './money/electricity-cost.ts';
import { amountMinor, rounded } from './money/exact.ts';
import { vatRateAt } from './money/vat.ts';
import { localDateAt } from './money/wall-clock.ts';

const minuteMs = 60_000;
const whPerKwh = 1000;

export interface PreviewedSession {
  readonly body: TariffBody;
  readonly startedAt: EpochMs;
  readonly energyWh: number;
  readonly chargingMinutes: number;
  readonly idleMinutes: number;
}

export interface PreviewSite {
  readonly currency: string;
  readonly timeZone: string;
  readonly business: BusinessProfile;
}

/** What a session would cost that charges evenly and then only stays. */
export function previewTariff(session: PreviewedSession, site: PreviewSite): TariffPreview {
  const { body, startedAt, energyWh } = session;
  const chargedUntil = startedAt + session.chargingMinutes * minuteMs;
  const stoppedAt = chargedUntil + session.idleMinutes * minuteMs;
  const stays = { at: stoppedAt, energyWh };
  const bill = billSession({
    ...{ tariff: body, currency: site.currency, timeZone: site.timeZone, startedAt, stoppedAt, energyWh },
    vatRateBp: vatRateAt(site.business, stoppedAt, site.timeZone),
    registers: [
      { at: startedAt, energyWh: 0 },
      { at: chargedUntil, energyWh },
      ...(session.idleMinutes > 0 ? [stays] : []),
    ],
  });
  const localDay = Number(localDateAt(stoppedAt, site.timeZone).replaceAll('-', ''));
  const costPerKwhE4 = costOn(site.business.electricityCosts, localDay)?.perKwhE4 ?? null;
  return { bill, margin: costPerKwhE4 === null ? null : marginOf(bill, energyWh, costPerKwhE4) };
}

function marginOf({ netMinor, currency }: Bill, energyWh: number, costPerKwhE4: number): TariffMargin {
  const costMinor = amountMinor(energyWh, costPerKwhE4, whPerKwh, currency);
  const marginMinor = netMinor - costMinor;
  return { costPerKwhE4, costMinor, marginMinor, marginPerKwhE4: perKwhE4(marginMinor, energyWh, currency) };
}

function perKwhE4(minor: number, energyWh: number, currency: string): number | null {
  if (energyWh === 0) return null;
  const minorPerMajor = 10n ** BigInt(minorDigits(currency));
  return Number(rounded(BigInt(minor) * 10_000n * BigInt(whPerKwh), BigInt(energyWh) * minorPerMajor));
}
