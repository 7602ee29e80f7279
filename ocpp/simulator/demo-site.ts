import type { Make } from './station-profile.ts';

/** A station of the demonstration, as its operator knows it. */
export interface DemoStation {
  readonly stationId: string;
  readonly name: string;
  readonly make: Make;
  readonly connectors: number;
  /** At the beginning of 2026. */
  readonly registerWh: number;
}

export const demoStations: readonly DemoStation[] = [
  { stationId: 'AC-01', name: 'Giriş, sol', make: 'ac22', connectors: 2, registerWh: 18_403_117 },
  { stationId: 'AC-02', name: 'Giriş, sağ', make: 'ac22', connectors: 2, registerWh: 15_927_640 },
  { stationId: 'DC-01', name: 'Sürətli 1', make: 'dc60', connectors: 2, registerWh: 64_180_052 },
  { stationId: 'DC-02', name: 'Sürətli 2', make: 'dc60', connectors: 1, registerWh: 7_312_908 },
];

/** What goes wrong, goes wrong here. */
export const faulty = { stationId: 'AC-02', connectorId: 2 } as const;

/** A card of the demonstration and who carries it. */
export interface DemoCard {
  readonly idToken: string;
  readonly label: string;
}

export const demoCards: readonly DemoCard[] = [
  { idToken: '04A2B91C5F8280', label: 'Elvin Məmmədov' },
  { idToken: '0417C3D2A16B80', label: 'Aysel Quliyeva' },
  { idToken: '04F05E8A7B2C81', label: 'Rəşad Hüseynov' },
  { idToken: '9C41E7B2', label: 'Taksi 90-XA-417' },
  { idToken: '5D20A8F3', label: 'Taksi 77-BK-052' },
  { idToken: '04B8D41E935A80', label: 'Nigar Əliyeva' },
  { idToken: 'E1730C9A', label: 'Kuryer 99-KR-301' },
  { idToken: '0463F2C80D7E84', label: 'Tural İsmayılov' },
  { idToken: '04D91A6E4C0F82', label: 'Leyla Həsənova' },
  { idToken: '2B86F41D', label: 'Şirkət avtomobili 1' },
  { idToken: '3E05C7A9', label: 'Şirkət avtomobili 2' },
];

/** A card nobody has written down yet. */
export const strangersCard = '04E6A70B528D80';
