/**
 * Ways in which stations depart from the specification and are understood all the same. A list, not only a type, so that each has a text for
 * people. Numbers are rows of the catalogue of field quirks; where a departure belongs to one session it is a flag of that session instead.
 */
export const stationHabits = [
  /** 1: names no WebSocket subprotocol. */
  'noSubprotocol',
  /** 3: blanks, slashes, escapes or another case in the identity. */
  'paddedIdentity',
  /** 4, 13: breaks the WebSocket protocol itself: reserved bits, wrong masks. */
  'webSocketFaults',
  /** 5: connections die without a goodbye. */
  'halfOpenConnections',
  /** 6: dials again while the old connection is still open. */
  'doubleConnections',
  /** 7: comes back without a BootNotification. */
  'noBootAfterReconnect',
  /** 8: boots again and again. */
  'bootLoop',
  /** 10: takes minutes to dial again. */
  'slowRedial',
  /** 13: sends empty frames. */
  'emptyFrames',
  /** 15: JSON that had to be mended. */
  'brokenJson',
  /** 16: `null` where an empty object belongs. */
  'nullPayload',
  /** 17: numbers where texts belong, or the other way round. */
  'wrongScalarTypes',
  /** 18: one object where a list belongs. */
  'objectForList',
  /** 19: readings without a value. */
  'emptySamples',
  /** 20: words that are not in the specification's lists. */
  'unknownWords',
  /** 21: texts longer than allowed. */
  'overlongTexts',
  /** 22: leaves out what is required. */
  'missingFields',
  /** 23: fields nobody asked for. */
  'extraFields',
  /** 24: the same message again. */
  'repeatedMessages',
  /** 26: error codes in another version's spelling. */
  'foreignErrorCodes',
  /** 27: answers nobody asked for. */
  'strayAnswers',
  /** 28: times without a time zone. */
  'zonelessTimes',
  /** 29: times in an unusual spelling. */
  'unusualTimes',
  /** 30: a clock that is off by whole half hours. */
  'shiftedClock',
  /** 32: times from before the clock was set. */
  'unsetClock',
  /** 33: reports out of order. */
  'outOfOrder',
  /** 34: a start reported twice. */
  'repeatedStarts',
  /** 37, 77: a stop reported again and again. */
  'repeatedStops',
  /** 38: transaction ids that are none. */
  'unusableTransactionIds',
  /** 41: `Available` before the stop is reported. */
  'availableBeforeStop',
  /** 42: stops without an id token. */
  'stopsWithoutIdToken',
  /** 43: readings after the stop. */
  'readingsAfterStop',
  /** 44: readings of a transaction that ended long ago. */
  'staleTransactionIds',
  /** 46: readings that name no transaction. */
  'readingsWithoutTransaction',
  /** 49: reservation number 0 with every start. */
  'zeroReservations',
  /** 50: `Charging` before the start is reported. */
  'chargingBeforeStart',
  /** 55, 57: kWh and Wh mixed up. */
  'mixedEnergyUnits',
  /** 56: readings without a unit. */
  'missingUnits',
  /** 58: a register that begins anew with each session or boot. */
  'resettingRegister',
  /** 61: values that jump. */
  'jumpingValues',
  /** 62: energy of single phases only. */
  'phaseEnergyOnly',
  /** 63: readings of the whole station as connector 0. */
  'stationTotals',
  /** 64: signed or unreadable values. */
  'signedValues',
  /** 65: readings without a context. */
  'missingContext',
  /** A decimal comma. */
  'decimalComma',
  /** 66: a status of the station that contradicts its connectors. */
  'contradictingStatus',
  /** 67: refuses to report when asked. */
  'refusesTriggers',
  /** 70: error codes with statuses that are no fault. */
  'harmlessErrorCodes',
  /** 71: puts its serial number behind the id token. */
  'idTokenSuffix',
  /** 73: id tokens that stand for nobody. */
  'placeholderIdTokens',
  /** 74: configuration keys in another spelling, or an incomplete list. */
  'oddConfiguration',
  /** 75: refuses a list of measurands as a whole. */
  'refusesMeasurands',
  /** 76: takes charging limits only in one of several ways. */
  'pickyChargingProfiles',
] as const;

export type StationHabit = (typeof stationHabits)[number];
