import { mdiBankTransfer, mdiCash, mdiCreditCardOutline, mdiGiftOutline, mdiQrcode, mdiWalletOutline } from '@mdi/js';
import type { PaymentMethodWord } from '../../electron/contract/payments.ts';

export const methodIcons: Readonly<Record<PaymentMethodWord, string>> = {
  cash: mdiCash,
  terminal: mdiCreditCardOutline,
  bankTransfer: mdiBankTransfer,
  qr: mdiQrcode,
  account: mdiWalletOutline,
  free: mdiGiftOutline,
};
