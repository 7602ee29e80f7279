import { callers } from '../../../ocpp/v16/messages.ts';
import { frameBytes } from './raw-socket.ts';

/** How a frame is met (OCPP-J 1.6 §4.2.3, errata sheet v4). */
export type Meeting =
  /** Mended, or harmless: a CALLRESULT. */
  | { readonly kind: 'result'; readonly messageId: string; readonly payload?: object | undefined }
  /** Refused: a CALLERROR in the spelling of 1.6. */
  | { readonly kind: 'error'; readonly messageId: string; readonly code: string }
  /** Nothing is said to it. */
  | { readonly kind: 'ignored' }
  /** The connection ends with this WebSocket code; the station may dial again at once. */
  | { readonly kind: 'closed'; readonly code: number };

export type NegativeCase = readonly [what: string, frame: string | Buffer, meeting: Meeting];

const result = (payload?: object): Meeting => ({ kind: 'result', messageId: 'x', payload });
const error = (code: string, messageId = 'x'): Meeting => ({ kind: 'error', messageId, code });
const ignored: Meeting = { kind: 'ignored' };
const closed = (code: number): Meeting => ({ kind: 'closed', code });

// The codes of 1.6; two of them are misspelt for ever (errata J 5.1, 5.2).
const badForm = error('FormationViolation');
const missing = error('OccurenceConstraintViolation');
const badType = error('TypeConstraintViolation');
const unknownAction = error('NotImplemented');
const wrongWay = error('NotSupported');

const call = (action: string, payload: unknown): string => JSON.stringify([2, 'x', action, payload]);

const time = '2026-03-01T08:00:00Z';
const boot = { chargePointVendor: 'V', chargePointModel: 'M' };
const status = { connectorId: 1, errorCode: 'NoError', status: 'Available' };
const start = { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: time };
const stop = { transactionId: 999_999, meterStop: 5, timestamp: time };
const sample = { value: '1' };
const meter = (sampledValue: unknown, extra: object = {}): string =>
  call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: time, sampledValue }], ...extra });
const event = { type: 'StartupOfTheDevice', timestamp: time };

const stationActions = Object.entries(callers).flatMap(([action, caller]) =>
  caller === 'centralSystem' ? [] : [action],
);
const ourActions = Object.entries(callers).flatMap(([action, caller]) => (caller === 'centralSystem' ? [action] : []));

/** What no action has a use for. */
const payloadCases: readonly NegativeCase[] = stationActions.flatMap((action): readonly NegativeCase[] => [
  [`${action} with a list for its payload`, call(action, [1]), badForm],
  [`${action} with a text for its payload`, call(action, 'x'), badForm],
  [`${action} with a number for its payload`, call(action, 17), badForm],
]);

const directionCases: readonly NegativeCase[] = ourActions.map((action) => [
  `${action}, which goes the other way`,
  call(action, {}),
  wrongWay,
]);

const authorizeCases: readonly NegativeCase[] = [
  ['Authorize without a card', call('Authorize', {}), missing],
  ['Authorize with null for a card', call('Authorize', { idTag: null }), missing],
  ['Authorize with null for everything', call('Authorize', null), missing],
  ['Authorize with a list of cards', call('Authorize', { idTag: ['A'] }), badType],
  ['Authorize with an object for a card', call('Authorize', { idTag: { id: 'A' } }), badType],
  ['Authorize with a number for a card', call('Authorize', { idTag: 1234 }), result()],
  ['Authorize with a card of 60 letters', call('Authorize', { idTag: 'X'.repeat(60) }), result()],
  ['Authorize with a field too many', call('Authorize', { idTag: 'A', connectorId: 1 }), result()],
  ['Authorize with its field in another case', call('Authorize', { idtag: 'A' }), missing],
  ['Authorize with its card in the prototype', '[2,"x","Authorize",{"__proto__":{"idTag":"A"}}]', missing],
  ['Authorize with two cards under one name', '[2,"x","Authorize",{"idTag":"A","idTag":"B"}]', result()],
];

const bootCases: readonly NegativeCase[] = [
  ['BootNotification of nobody', call('BootNotification', {}), result()],
  ['BootNotification with empty names', call('BootNotification', { ...boot, chargePointVendor: '' }), result()],
  ['BootNotification with numbers for names', call('BootNotification', { ...boot, chargePointModel: 7 }), result()],
  ['BootNotification with a list for a name', call('BootNotification', { ...boot, chargePointModel: ['M'] }), result()],
  [
    'BootNotification with a serial of 26 letters',
    call('BootNotification', { ...boot, chargeBoxSerialNumber: 'S'.repeat(26) }),
    result(),
  ],
  ['BootNotification with a field of 2.0.1', call('BootNotification', { ...boot, reason: 'PowerUp' }), result()],
  [
    'BootNotification of 2.0.1',
    call('BootNotification', { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } }),
    result(),
  ],
];

const dataTransferCases: readonly NegativeCase[] = [
  ['DataTransfer of no vendor', call('DataTransfer', { data: 'x' }), missing],
  ['DataTransfer with a list for a vendor', call('DataTransfer', { vendorId: [] }), badType],
  ['DataTransfer with a number for a vendor', call('DataTransfer', { vendorId: 5 }), result()],
  ['DataTransfer with an object for data', call('DataTransfer', { vendorId: 'V', data: { a: 1 } }), result()],
  ['DataTransfer with a vendor of 300 letters', call('DataTransfer', { vendorId: 'V'.repeat(300) }), result()],
];

/** Messages that tell one word each. */
const reportCases: readonly NegativeCase[] = [
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'LogStatusNotification',
  'SignedFirmwareStatusNotification',
].flatMap((action): readonly NegativeCase[] => [
  [`${action} without its word`, call(action, {}), missing],
  [`${action} with a list of words`, call(action, { status: ['Idle'] }), badType],
  [`${action} with a word nobody knows`, call(action, { status: 'Dancing' }), result({})],
  [`${action} with a word in small letters`, call(action, { status: 'idle' }), result({})],
  [`${action} with a text for a request number`, call(action, { status: 'Idle', requestId: 'one' }), result({})],
]);

const heartbeatCases: readonly NegativeCase[] = [
  ['Heartbeat with fields', call('Heartbeat', { now: time }), result()],
  ['Heartbeat with null for its payload', call('Heartbeat', null), result()],
  ['Heartbeat with an empty list for its payload', call('Heartbeat', []), result()],
  ['Heartbeat without a payload', '[2,"x","Heartbeat"]', result()],
  ['Heartbeat with one piece too many', '[2,"x","Heartbeat",{},{}]', result()],
];

const meterCases: readonly NegativeCase[] = [
  ['MeterValues of nothing', call('MeterValues', {}), result({})],
  [
    'MeterValues with an object for the list',
    call('MeterValues', { connectorId: 1, meterValue: { timestamp: time, sampledValue: sample } }),
    result({}),
  ],
  ['MeterValues with an empty list', call('MeterValues', { connectorId: 1, meterValue: [] }), result({})],
  ['MeterValues with no samples', meter([]), result({})],
  ['MeterValues with a number for a value', meter([{ value: 604.213 }]), result({})],
  ['MeterValues with a sample of no value', meter([{ unit: 'Wh' }]), result({})],
  ['MeterValues with a text for a sample', meter(['604']), result({})],
  [
    'MeterValues with words nobody knows',
    meter([{ value: '1', unit: 'Furlong', measurand: 'Mood', phase: 'L9' }]),
    result({}),
  ],
  ['MeterValues with a decimal comma', meter([{ value: '12,5' }]), result({})],
  ['MeterValues with no number at all', meter([{ value: 'NaN' }]), result({})],
  ['MeterValues of a connector below zero', meter([sample], { connectorId: -1 }), result({})],
  [
    'MeterValues of a connector no number can hold',
    '[2,"x","MeterValues",{"connectorId":1e999,"meterValue":[]}]',
    result({}),
  ],
  ['MeterValues of a transaction that is a word', meter([sample], { transactionId: 'abc' }), result({})],
  [
    'MeterValues with a value left out',
    '[2,"x","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]',
    result({}),
  ],
  ['MeterValues with a comma too many', '[2,"x","MeterValues",{"connectorId":1,"meterValue":[],}]', result({})],
  [
    'MeterValues with nan for a number',
    '[2,"x","MeterValues",{"connectorId":1,"transactionId":nan,"meterValue":[]}]',
    result({}),
  ],
  [
    'MeterValues of a time that is none',
    call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: 'noon', sampledValue: [sample] }] }),
    result({}),
  ],
];

const securityCases: readonly NegativeCase[] = [
  ['SecurityEventNotification of no type', call('SecurityEventNotification', { timestamp: time }), missing],
  ['SecurityEventNotification of no time', call('SecurityEventNotification', { type: 'X' }), missing],
  [
    'SecurityEventNotification of an unknown type',
    call('SecurityEventNotification', { ...event, type: 'Haunted' }),
    result({}),
  ],
  [
    'SecurityEventNotification of a time that is none',
    call('SecurityEventNotification', { ...event, timestamp: 'noon' }),
    result({}),
  ],
  [
    'SecurityEventNotification with a list for a type',
    call('SecurityEventNotification', { ...event, type: ['X'] }),
    badType,
  ],
  [
    'SecurityEventNotification with 300 letters of detail',
    call('SecurityEventNotification', { ...event, techInfo: 'x'.repeat(300) }),
    result({}),
  ],
  ['SignCertificate without a request', call('SignCertificate', {}), missing],
  ['SignCertificate with a list for a request', call('SignCertificate', { csr: [] }), badType],
  [
    'SignCertificate with a request that is none',
    call('SignCertificate', { csr: 'x' }),
    result({ status: 'Rejected' }),
  ],
  [
    'SignCertificate with a request of 6000 letters',
    call('SignCertificate', { csr: 'x'.repeat(6_000) }),
    result({ status: 'Rejected' }),
  ],
];

const startCases: readonly NegativeCase[] = [
  ['StartTransaction of nothing', call('StartTransaction', {}), result()],
  ['StartTransaction of no card', call('StartTransaction', { ...start, idTag: undefined }), result()],
  ['StartTransaction of no time', call('StartTransaction', { ...start, timestamp: undefined }), result()],
  ['StartTransaction of a time that is none', call('StartTransaction', { ...start, timestamp: 'noon' }), result()],
  [
    'StartTransaction of a register that is a word',
    call('StartTransaction', { ...start, meterStart: 'much' }),
    result(),
  ],
  ['StartTransaction of a register below zero', call('StartTransaction', { ...start, meterStart: -5 }), result()],
  ['StartTransaction of half a watt-hour', call('StartTransaction', { ...start, meterStart: 0.5 }), result()],
  [
    'StartTransaction of a register no number can hold',
    '[2,"x","StartTransaction",{"connectorId":1,"idTag":"A","meterStart":1e999}]',
    result(),
  ],
  [
    'StartTransaction of a connector that is a text',
    call('StartTransaction', { ...start, connectorId: '1' }),
    result(),
  ],
  ['StartTransaction of a list of cards', call('StartTransaction', { ...start, idTag: ['A'] }), result()],
  ['StartTransaction of a card of 60 letters', call('StartTransaction', { ...start, idTag: 'X'.repeat(60) }), result()],
  ['StartTransaction of reservation 0', call('StartTransaction', { ...start, reservationId: 0 }), result()],
  ['StartTransaction of a formula', call('StartTransaction', { ...start, idTag: '=1+1' }), result()],
  [
    'StartTransaction of a card that is SQL',
    call('StartTransaction', { ...start, idTag: "'; DROP TABLE--" }),
    result(),
  ],
];

const statusCases: readonly NegativeCase[] = [
  ['StatusNotification of nothing', call('StatusNotification', {}), missing],
  ['StatusNotification of no status', call('StatusNotification', { ...status, status: undefined }), missing],
  ['StatusNotification of no connector', call('StatusNotification', { ...status, connectorId: undefined }), missing],
  ['StatusNotification of no error code', call('StatusNotification', { ...status, errorCode: undefined }), result({})],
  [
    'StatusNotification of words nobody knows',
    call('StatusNotification', { ...status, status: 'Melting', errorCode: 'Error' }),
    result({}),
  ],
  [
    'StatusNotification with a list for a status',
    call('StatusNotification', { ...status, status: ['Available'] }),
    missing,
  ],
  [
    'StatusNotification with a text for a connector',
    call('StatusNotification', { ...status, connectorId: '1' }),
    result({}),
  ],
  [
    'StatusNotification of a connector below zero',
    call('StatusNotification', { ...status, connectorId: -7 }),
    result({}),
  ],
  [
    'StatusNotification with 500 letters of info',
    call('StatusNotification', { ...status, info: 'i'.repeat(500) }),
    result({}),
  ],
  [
    'StatusNotification of 2.0.1',
    call('StatusNotification', { timestamp: time, connectorStatus: 'Available', evseId: 1, connectorId: 1 }),
    missing,
  ],
];

const stopCases: readonly NegativeCase[] = [
  ['StopTransaction of nothing', call('StopTransaction', {}), result()],
  ['StopTransaction of a transaction nobody knows', call('StopTransaction', stop), result()],
  ['StopTransaction of transaction -1', call('StopTransaction', { ...stop, transactionId: -1 }), result()],
  ['StopTransaction of transaction 0', call('StopTransaction', { ...stop, transactionId: 0 }), result()],
  [
    'StopTransaction of a transaction that is a word',
    call('StopTransaction', { ...stop, transactionId: 'abc' }),
    result(),
  ],
  ['StopTransaction of a register below zero', call('StopTransaction', { ...stop, meterStop: -1 }), result()],
  ['StopTransaction of a fraction', call('StopTransaction', { ...stop, meterStop: 26_008.333 }), result()],
  ['StopTransaction of no time', call('StopTransaction', { ...stop, timestamp: undefined }), result()],
  ['StopTransaction for a reason nobody knows', call('StopTransaction', { ...stop, reason: 'Bored' }), result()],
  [
    'StopTransaction with an object for its readings',
    call('StopTransaction', { ...stop, transactionData: { timestamp: time, sampledValue: sample } }),
    result(),
  ],
  [
    'StopTransaction with texts for its readings',
    call('StopTransaction', { ...stop, transactionData: ['x'] }),
    result(),
  ],
  [
    'StopTransaction under a number for an id',
    JSON.stringify([2, 17, 'StopTransaction', stop]),
    { kind: 'result', messageId: '17' },
  ],
  ['StopTransaction cut off', '[2,"x","StopTransaction",{"transactionId":5', badForm],
];

const actionCases: readonly NegativeCase[] = [
  ...['Nothing', '', ' Heartbeat', 'heartbeat', 'HeartbeatRequest', 'Heartbeat.req'].map((action): NegativeCase => [
    `the action ${JSON.stringify(action)}`,
    call(action, {}),
    unknownAction,
  ]),
  ...['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'].map((action): NegativeCase => [
    `the action ${action}, which every object has`,
    call(action, {}),
    unknownAction,
  ]),
  ...['TransactionEvent', 'NotifyReport', 'NotifyEvent', 'GetVariables', 'SetVariables', 'RequestStartTransaction'].map(
    (action): NegativeCase => [`${action} of 2.0.1`, call(action, {}), unknownAction],
  ),
  ['an action of 10000 letters', call('A'.repeat(10_000), {}), unknownAction],
  ['an action that is a number', '[2,"x",5,{}]', badForm],
  ['an action that is null', '[2,"x",null,{}]', badForm],
  ['an action that is a list', '[2,"x",["Heartbeat"],{}]', badForm],
  ['no action at all', '[2,"x"]', badForm],
  ['the payload in the place of the action', '[2,"x",{},"Heartbeat"]', badForm],
];

const idCases: readonly NegativeCase[] = [
  ['an empty id', '[2,"","Heartbeat",{}]', error('FormationViolation', '')],
  ['an id that is a number', '[2,17,"Heartbeat",{}]', error('FormationViolation', '17')],
  ['an id of 37 letters', `[2,"${'i'.repeat(37)}","Heartbeat",{}]`, error('FormationViolation', 'i'.repeat(37))],
  ['an id of 300 letters', `[2,"${'i'.repeat(300)}","Heartbeat",{}]`, error('FormationViolation', '-1')],
  ['an id with a bell in it', '[2,"a\\u0007","Heartbeat",{}]', error('FormationViolation', 'a\u0007')],
  ['an id that is null', '[2,null,"Heartbeat",{}]', ignored],
  ['an id that is an object', '[2,{"id":"x"},"Heartbeat",{}]', ignored],
  ['an id that is a list', '[2,["x"],"Heartbeat",{}]', ignored],
  ['an id that is true', '[2,true,"Heartbeat",{}]', ignored],
  ['the id __proto__', '[2,"__proto__","Heartbeat",{}]', { kind: 'result', messageId: '__proto__' }],
];

/** OCPP-J 1.6 §4.2.2: what has an unknown type, or is no message, is not answered. */
const envelopeCases: readonly NegativeCase[] = [
  ...['1', '5', '6', '0', '-2', '2.5', '1e999', '"2"', 'null', 'true', '[2]', '{}'].map((type): NegativeCase => [
    `the message type ${type}`,
    `[${type},"x","Heartbeat",{}]`,
    ignored,
  ]),
  ...['', ' ', '\n', 'null', '17', 'true', '"text"', '{}', '[]', '[2]', '[[2,"x","Heartbeat",{}]]'].map(
    (text): NegativeCase => [`the text ${JSON.stringify(text)}`, text, ignored],
  ),
  ['an object for an envelope', '{"type":2,"id":"x","action":"Heartbeat","payload":{}}', ignored],
  ['text that is no JSON', 'Heartbeat', ignored],
  ['JSON in single quotes', "[2,'x','Heartbeat',{}]", ignored],
  ['SOAP', '<?xml version="1.0"?><s:Envelope><s:Body><heartbeatRequest/></s:Body></s:Envelope>', ignored],
  ['HTTP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', ignored],
  ['two messages in one', `${call('Heartbeat', {})}${call('Heartbeat', {})}`, badForm],
  ['a message cut off before its action', '[2,"x","Heart', ignored],
  ['a message cut off after its action', '[2,"x","Heartbeat",{', badForm],
  ['a message with a byte order mark', `\uFEFF${call('Heartbeat', {})}`, result()],
  ['a message with a raw line break in a text', '[2,"x","Authorize",{"idTag":"A\nB"}]', result()],
  [
    'a message nested a thousandfold',
    `[2,"x","DataTransfer",{"vendorId":"V","data":${'['.repeat(1_000)}${']'.repeat(1_000)}}]`,
    ignored,
  ],
  ['an answer nobody asked for', '[3,"x",{"status":"Accepted"}]', ignored],
  ['an error nobody asked for', '[4,"x","InternalError","",{}]', ignored],
  ['an error with nothing in it', '[4,"x"]', ignored],
];

const text = Buffer.from(call('Heartbeat', {}));

/** RFC 6455: whoever breaks it is not talked to any longer. */
const webSocketCases: readonly NegativeCase[] = [
  ['a binary message', frameBytes(text, { opcode: 2 }), closed(1003)],
  ['text that is no UTF-8', frameBytes(Buffer.from([0x5b, 0xff, 0xfe, 0x5d])), closed(1007)],
  ['a frame without a mask', frameBytes(text, { isMasked: false }), closed(1002)],
  ['a reserved bit, as if compressed', frameBytes(text, { reservedBits: 4 }), closed(1002)],
  ['another reserved bit', frameBytes(text, { reservedBits: 1 }), closed(1002)],
  ['a reserved opcode', frameBytes(text, { opcode: 3 }), closed(1002)],
  ['a reserved control opcode', frameBytes(text, { opcode: 11 }), closed(1002)],
  ['a ping in pieces', frameBytes(Buffer.from('x'), { opcode: 9, isFinal: false }), closed(1002)],
  ['a ping of 126 bytes', frameBytes(Buffer.alloc(126), { opcode: 9 }), closed(1002)],
  ['the end of a message that never began', frameBytes(text, { opcode: 0 }), closed(1002)],
  [
    'a message in the middle of another',
    Buffer.concat([frameBytes(text, { isFinal: false }), frameBytes(text)]),
    closed(1002),
  ],
  ['a length of a terabyte', Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0]), closed(1009)],
  ['a goodbye with a code that does not exist', frameBytes(Buffer.from([0x03, 0xec]), { opcode: 8 }), closed(1002)],
];

/** Frames a station should never send, and how each is met. The id of a CALL is `x` unless it says otherwise. */
export const negativeCases: readonly (readonly [group: string, cases: readonly NegativeCase[]])[] = [
  ['Authorize', authorizeCases],
  ['BootNotification', bootCases],
  ['DataTransfer', dataTransferCases],
  ['reports of progress', reportCases],
  ['Heartbeat', heartbeatCases],
  ['MeterValues', meterCases],
  ['security', securityCases],
  ['StartTransaction', startCases],
  ['StatusNotification', statusCases],
  ['StopTransaction', stopCases],
  ['payloads that are no objects', payloadCases],
  ['actions that go the other way', directionCases],
  ['actions that are none', actionCases],
  ['message ids', idCases],
  ['envelopes', envelopeCases],
  ['WebSocket frames', webSocketCases],
];
