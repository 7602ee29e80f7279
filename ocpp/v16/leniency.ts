import type { Action } from './messages.ts';

/**
 * Requests of which no field is required when they come in. The specification wants an answer to them whatever they hold (OCPP 1.6 §4.7,
 * §4.8, §4.10), and stations are known to leave out times, reasons, ids, error codes and their vendor.
 */
export const sparseRequests = [
  'BootNotification',
  'MeterValues',
  'StartTransaction',
  'StatusNotification',
  'StopTransaction',
] as const satisfies readonly Action[];

/** Text fields in which stations also send an object; it is then taken as its JSON text. */
export const jsonTextFields = ['DataTransferRequest.data', 'DataTransferResponse.data'] as const;

/** Values of readings: one that is missing or empty is told of as an empty sample. */
export const sampleValues = [
  'MeterValuesRequest.meterValue.sampledValue.value',
  'StopTransactionRequest.transactionData.sampledValue.value',
] as const;

/** Lengths of the specification that the schema set relaxes; they bind whatever is sent. */
export const officialLengths = {
  'ChangeConfigurationRequest.value': 500,
  'GetConfigurationResponse.configurationKey.value': 500,
  'StatusNotificationRequest.info': 50,
} as const;
