import type { Vendor } from './vendor.ts';

/** The catalogue is big and rarely needed: it is loaded with the screens that show it. */
const files = import.meta.glob<readonly Vendor[]>('../../resources/vendors/catalogue.json', {
  eager: true,
  import: 'default',
});

export const vendors: readonly Vendor[] = Object.values(files).flat();
