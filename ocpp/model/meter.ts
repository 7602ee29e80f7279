import type { StationTime } from './time.ts';

/** OCPP 1.6 §7.31; a phase may follow behind a dot. */
export const measurands = [
  'Current.Export',
  'Current.Import',
  'Current.Offered',
  'Energy.Active.Export.Register',
  'Energy.Active.Import.Register',
  'Energy.Reactive.Export.Register',
  'Energy.Reactive.Import.Register',
  'Energy.Active.Export.Interval',
  'Energy.Active.Import.Interval',
  'Energy.Reactive.Export.Interval',
  'Energy.Reactive.Import.Interval',
  'Frequency',
  'Power.Active.Export',
  'Power.Active.Import',
  'Power.Factor',
  'Power.Offered',
  'Power.Reactive.Export',
  'Power.Reactive.Import',
  'RPM',
  'SoC',
  'Temperature',
  'Voltage',
] as const;

/** One measured value, as the station spelled it. */
export interface SampledValue {
  /** The text as received. */
  readonly text: string;
  /** The number, in `unit`; null for signed data and for anything that is not a finite number. */
  readonly value: number | null;
  /** OCPP measurand, `Energy.Active.Import.Register` when the station names none. Unknown ones are kept as text. */
  readonly measurand: string;
  /** Unit as sent; the default of the measurand (Wh, W …) when the station names none (OCPP 1.6 §7.46). */
  readonly unit: string;
  /** `L1`, `L2`, `L3`, `N`, `L1-N` …; null for a total. */
  readonly phase: string | null;
  /** `Sample.Periodic` when the station names none. */
  readonly context: string;
  /** `Outlet` when the station names none. */
  readonly location: string;
  /** `SignedData` is kept byte for byte in `text` and never parsed. */
  readonly format: 'Raw' | 'SignedData';
}

/** All values a station measured at one moment. */
export interface MeterValue {
  readonly time: StationTime;
  readonly sampledValues: readonly SampledValue[];
}
