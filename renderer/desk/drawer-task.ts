/** What is done with the cash drawer. */
export type DrawerTask = 'open' | 'payIn' | 'takeOut' | 'close';
