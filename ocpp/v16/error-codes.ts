import type { OcppErrorCode } from '../model/ocpp-error.ts';
import type { Notice } from '../notice.ts';

/** OCPP-J 1.6 §4.2.3; its two misspellings are frozen by errata 5.1 and 5.2. */
const wireCodes = {
  NotImplemented: 'NotImplemented',
  NotSupported: 'NotSupported',
  InternalError: 'InternalError',
  ProtocolError: 'ProtocolError',
  SecurityError: 'SecurityError',
  FormatViolation: 'FormationViolation',
  PropertyConstraintViolation: 'PropertyConstraintViolation',
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
  TypeConstraintViolation: 'TypeConstraintViolation',
  GenericError: 'GenericError',
} as const satisfies Record<OcppErrorCode, string>;

const isErrorCode = (text: string): text is OcppErrorCode => Object.hasOwn(wireCodes, text);

const codeByWireCode: ReadonlyMap<string, OcppErrorCode> = new Map(
  Object.keys(wireCodes)
    .filter(isErrorCode)
    .flatMap((code) => [[code, code] as const, [wireCodes[code], code] as const]),
);

export function writeErrorCode(code: OcppErrorCode): string {
  return wireCodes[code];
}

/** The code a station means, in the spelling of either version; anything else is a `GenericError`. */
export function readErrorCode(text: string, notice: Notice): OcppErrorCode {
  const code = codeByWireCode.get(text) ?? 'GenericError';
  if (wireCodes[code] !== text) notice('foreignErrorCodes', undefined, text);
  return code;
}
