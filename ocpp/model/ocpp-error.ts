/** Why a CALL is answered with a CALLERROR, in the spelling of OCPP 2.0.1; the version folders write their own. */
export const ocppErrorCodes = [
  'NotImplemented',
  'NotSupported',
  'InternalError',
  'ProtocolError',
  'SecurityError',
  'FormatViolation',
  'PropertyConstraintViolation',
  'OccurrenceConstraintViolation',
  'TypeConstraintViolation',
  'GenericError',
] as const;

export type OcppErrorCode = (typeof ocppErrorCodes)[number];

/** Thrown where the protocol asks for an error; becomes a CALLERROR. The description goes to the station: it names no inner workings. */
export class OcppError extends Error {
  readonly code: OcppErrorCode;

  constructor(code: OcppErrorCode, description = '') {
    super(description);
    this.name = 'OcppError';
    this.code = code;
  }
}
