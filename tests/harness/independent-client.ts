import { RPCClient } from 'ocpp-rpc';

type Options = ConstructorParameters<typeof RPCClient>[0];

/**
 * A charge point client this project did not write, connected. In its strict mode it checks every message of ours, in both directions, against
 * schemas of its own.
 */
export async function connectIndependentClient(endpoint: string, identity: string): Promise<RPCClient> {
  const options: Partial<Options> = { endpoint, identity, protocols: ['ocpp1.6'], strictMode: true };
  // Its declarations call every option required; its documentation gives each a default.
  const client = new RPCClient(options as Options);
  await client.connect();
  return client;
}
