import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import { assertNever } from '../../ocpp/model/assert-never.ts';
import type { AlertView } from '../../electron/contract/views.ts';
import { handshakeRefusals } from '../../electron/contract/words.ts';
import { useFaultText } from '../components/use-fault-text.ts';
import { useKnownText } from '../components/use-known-text.ts';
import { useMonthName } from '../months/use-month-name.ts';
import { useFormat } from '../use-format.ts';

export interface AlertText {
  readonly what: string;
  /** What a person does next. */
  readonly next: string;
  /** Where it is done. */
  readonly to: RouteLocationRaw | null;
  /** What the way there is called, where that says more than "open". */
  readonly action?: string;
}

const wordOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** Problems in words, with the next step and the way to it. */
export function useAlertText(): (alert: AlertView) => AlertText {
  const { t } = useI18n();
  const known = useKnownText();
  const format = useFormat();
  const faultText = useFaultText();
  const monthName = useMonthName();

  return (alert) => {
    const { details, kind } = alert;
    const station = alert.stationName || (alert.stationId ?? '');
    const place = alert.evseId === null ? station : t('common.stationConnector', { station, n: alert.evseId });
    const toStation = alert.stationId === null ? null : { name: 'station', params: { stationId: alert.stationId } };
    const plain = (values: Readonly<Record<string, string>>, to: RouteLocationRaw | null = toStation): AlertText => ({
      what: t(`alerts.${kind}.what`, { place, ...values }),
      next: t(`alerts.${kind}.next`, values),
      to,
    });
    switch (kind) {
      case 'stationOffline':
        return plain({ since: format.dateTime(wordOf(details['since'])) });
      case 'stationFaulted': {
        const fault = faultText({
          errorCode: wordOf(details['errorCode']),
          info: wordOf(details['info']),
          vendorErrorCode: wordOf(details['vendorErrorCode']),
        });
        const vendor = fault.vendor === '' ? '' : ` (${fault.vendor})`;
        return { what: `${place}: ${fault.what}${vendor}`, next: fault.next, to: toStation };
      }
      case 'stationPending':
        return plain({ address: wordOf(details['remoteAddress']) });
      case 'stationUnstable':
        return plain({ boots: wordOf(details['boots']) });
      case 'clockSkew':
        return plain({ duration: format.duration(Math.abs(Number(details['seconds'] ?? 0)) * 1000) });
      case 'sessionReview': {
        const sessionId = wordOf(details['sessionId']);
        return plain({ sessionId }, { name: 'session', params: { sessionId } });
      }
      case 'unknownIdToken': {
        const idToken = wordOf(details['idToken']);
        const to = { name: 'cards', query: { add: idToken } };
        return { ...plain({ idToken }, to), action: t('overview.action.whose') };
      }
      case 'handshakeFailed': {
        const refusal = handshakeRefusals.find((known) => known === details['refusal']) ?? 'notWebSocket';
        const values = { address: wordOf(details['remoteAddress']), identity: wordOf(details['identity']) };
        return {
          what: t(
            values.identity === '' ? 'alerts.handshakeFailed.whatNameless' : 'alerts.handshakeFailed.what',
            values,
          ),
          next: t(`alerts.handshakeFailed.next.${refusal}`, values),
          to: { name: 'connect' },
        };
      }
      case 'securityEvent': {
        const type = wordOf(details['type']);
        return plain({
          what: known(`alerts.securityEventType.${type}`, type),
          info: wordOf(details['techInfo']) || '—',
        });
      }
      case 'certificateExpiring':
        return plain({ until: format.date(wordOf(details['notAfter'])) });
      case 'monthPackFailed': {
        const reason = wordOf(details['reason']);
        const values = {
          month: monthName(wordOf(details['period'])),
          reason: known(`months.failedReason.${reason}`, ''),
        };
        return plain(values, { name: 'months' });
      }
      case 'stoppedAtLimit': {
        const sessionId = wordOf(details['sessionId']);
        const limit = details['limit'] === 'balance' ? 'balance' : 'budget';
        return {
          what: t('alerts.stoppedAtLimit.what', { place, sessionId }),
          next: t(`alerts.stoppedAtLimit.next.${limit}`),
          to: { name: 'session', params: { sessionId } },
        };
      }
      case 'chargingWithoutTransaction':
      case 'messageTooLong':
        return plain({});
      default:
        return assertNever(kind);
    }
  };
}
