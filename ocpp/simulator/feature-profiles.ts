/** Feature profiles of OCPP 1.6 §3.1; `Security` is the security extension, which has no name of its own on the wire. */
export const featureProfiles = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
  'Security',
] as const;

export type FeatureProfile = (typeof featureProfiles)[number];

export const isFeatureProfile = (word: string): word is FeatureProfile =>
  (featureProfiles as readonly string[]).includes(word);
