import type { CertificateHash } from '../model/certificate.ts';
import type { SecurityProfile } from '../model/station.ts';
import type { KeySpelling, TlsMaterial } from './access.ts';
import type { Behaviour } from './behaviour.ts';
import type { FrameListener } from './connection.ts';
import type { FeatureProfile } from './feature-profiles.ts';
import type { UploadStyle } from './http-transfer.ts';
import type { Make, StationIdentity } from './station-profile.ts';
import type { SimulatedTime } from './time.ts';
import type { KeyKind } from './x509.ts';

export interface SimulatedStationOptions {
  /** Of the central system, without the identity: `ws://127.0.0.1:9220/ocpp`. */
  readonly url: string;
  readonly stationId: string;
  /** AC 22 kW with sockets, or DC 60 kW with cables. AC by default. */
  readonly make?: Make | undefined;
  /** 1 by default. */
  readonly connectors?: number | undefined;
  /** For HTTP Basic authentication; none by default. */
  readonly password?: string | Uint8Array | undefined;
  /** `ocpp1.6` by default; empty connects without naming a protocol. */
  readonly subprotocols?: readonly string[] | undefined;
  /** The station's clock; by default one that follows the clock of the PC. */
  readonly time?: SimulatedTime | undefined;
  /** How long the station is down when it restarts; 8 seconds by default. */
  readonly rebootMs?: number | undefined;
  /** Registers of the meters when the simulation begins, Wh. */
  readonly registerWh?: number | undefined;
  readonly meterSampleSeconds?: number | undefined;
  /** How long the station waits for an answer; 30 seconds by default. */
  readonly callTimeoutMs?: number | undefined;
  readonly onFrame?: FrameListener | undefined;
  /** What the station can do; everything by default. Core is always there. */
  readonly profiles?: readonly FeatureProfile[] | undefined;
  /** What it does differently from a well-behaved station; `behave` changes it later. */
  readonly behaviour?: Behaviour | undefined;
  /** What it says of itself, in place of what its make says. */
  readonly identity?: Partial<StationIdentity> | undefined;
  /** Settings it has from the beginning, readonly ones included. */
  readonly configuration?: Readonly<Record<string, string>> | undefined;
  /** How it hands in diagnostics and logs; by PUT into the folder it is told by default. */
  readonly uploadStyle?: UploadStyle | undefined;
  /** How long it installs new firmware before it restarts; 5 seconds by default. */
  readonly installMs?: number | undefined;
  /** What it is given for TLS; certificates installed over OCPP come on top. */
  readonly tls?: TlsMaterial | undefined;
  /** Follows from `url`, `password` and `tls` by default. */
  readonly securityProfile?: SecurityProfile | undefined;
  /** Where security profiles 2 and 3 connect to, without the identity; `url` as `wss:` by default. */
  readonly secureUrl?: string | undefined;
  /** Whether a new AuthorizationKey is sent as the bytes its digits stand for (default), or as the text it is. */
  readonly keySpelling?: KeySpelling | undefined;
  /** What it makes keys of; ECDSA by default. */
  readonly keyKind?: KeyKind | undefined;
  /** By what it names certificates; SHA256 by default. */
  readonly hashAlgorithm?: CertificateHash['hashAlgorithm'] | undefined;
}
