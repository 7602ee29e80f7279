import { useI18n } from 'vue-i18n';
import { faultCodes } from '../../ocpp/model/station.ts';

interface Fault {
  readonly errorCode: string | null;
  readonly info: string | null;
  readonly vendorErrorCode: string | null;
}

export interface FaultText {
  /** What is wrong. */
  readonly what: string;
  /** What a person does about it. */
  readonly next: string;
  /** What the station itself wrote of it; empty when it wrote nothing. */
  readonly vendor: string;
}

/** A station's fault in words for a person. */
export function useFaultText(): (fault: Fault) => FaultText {
  const { t } = useI18n();
  return ({ errorCode, info, vendorErrorCode }) => {
    const code = faultCodes.find((known) => known === errorCode) ?? 'OtherError';
    return {
      what: t(`alerts.fault.${code}.what`),
      next: t(`alerts.fault.${code}.next`),
      vendor: [info, vendorErrorCode].filter((text) => text !== null && text !== '').join(' · '),
    };
  };
}
