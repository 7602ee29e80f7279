/** The parts of a station's page, in order. */
export const stationTabs = ['connectors', 'commands', 'limits', 'configuration', 'files', 'security', 'check'] as const;

export type StationTab = (typeof stationTabs)[number];
