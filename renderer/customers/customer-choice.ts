import type { ConsoleClient } from '../client/console-client.ts';

/** Whose a card is: a customer that is known, one that is made when the card is saved, or nobody. */
export type CustomerChoice =
  | { readonly kind: 'known'; readonly customerId: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'nobody' };

export function choiceOf(customerId: string | null, name: string | null): CustomerChoice {
  return customerId === null ? { kind: 'nobody' } : { kind: 'known', customerId, name: name ?? customerId };
}

/** The id of the chosen customer; a new one is added. */
export async function chosenCustomer(client: ConsoleClient, choice: CustomerChoice): Promise<string | null> {
  if (choice.kind === 'nobody') return null;
  if (choice.kind === 'known') return choice.customerId;
  return (await client.call('customers.add', { kind: 'person', name: choice.name })).customerId;
}
