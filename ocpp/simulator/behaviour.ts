import type { CentralSystemAction, Messages } from '../v16/messages.ts';

type StatusOf<A extends CentralSystemAction> = Messages[A]['response'] extends { readonly status: infer Status }
  ? Status
  : never;

/** Status words to answer with. The station then does nothing else, so a scripted `Accepted` is an empty promise. */
export type ScriptedAnswers = { readonly [A in CentralSystemAction]?: StatusOf<A> | undefined };

/** What a station does differently from a well-behaved one with nothing wrong: the one place where a test or a quirk decides on it. */
export interface Behaviour {
  /** Status words answered to CALLs, whatever the station could do. */
  readonly answers?: ScriptedAnswers | undefined;
  /** CALLs it never answers. */
  readonly silentOn?: readonly CentralSystemAction[] | undefined;
  /** CALLs it answers with `NotImplemented`, as older firmware does. */
  readonly unknownActions?: readonly CentralSystemAction[] | undefined;
  /** Error words it answers CALLs with, in whatever spelling. */
  readonly errors?: { readonly [A in CentralSystemAction]?: string | undefined } | undefined;
  /** CALLs that make it restart, after it has answered them. */
  readonly restartsOn?: readonly CentralSystemAction[] | undefined;
  /** Takes remote starts for tags of hexadecimal digits only. */
  readonly remoteTags?: 'hex' | undefined;
  /** How a firmware update goes wrong, signed or not. */
  readonly firmware?: 'downloadFailed' | 'installationFailed' | 'invalidSignature' | undefined;
  /** How an upload of diagnostics or of a log goes wrong; `nothingToSend` names no file. */
  readonly upload?: 'uploadFailed' | 'nothingToSend' | undefined;
  /** Takes charging profiles, tells them in composite schedules, and charges with full power all the same. */
  readonly ignoresLimits?: boolean | undefined;
  /** The only ways in which it takes charging profiles; anything else is `Rejected`. */
  readonly chargingProfiles?: ChargingProfileTaste | undefined;
  /** Measurands it refuses though it could measure them. */
  readonly refusedMeasurands?: readonly string[] | undefined;
  /** Answers GetConfiguration without keys with an empty list. */
  readonly hidesConfiguration?: boolean | undefined;
  /** Tells keys in lower case and values in quotes. */
  readonly quotesConfiguration?: boolean | undefined;
}

/** OCPP 1.6 leaves it to stations which profiles they take; these are what the field is picky about. */
export interface ChargingProfileTaste {
  readonly purposes?: readonly ('ChargePointMaxProfile' | 'TxDefaultProfile' | 'TxProfile')[] | undefined;
  readonly kinds?: readonly ('Absolute' | 'Recurring' | 'Relative')[] | undefined;
  readonly units?: readonly ('A' | 'W')[] | undefined;
  readonly maxStackLevel?: number | undefined;
  /** Rejects limits below this, in the unit of the profile. */
  readonly minLimit?: number | undefined;
}
