import { z } from 'zod';
import { language, limit, offset, rowId } from './fields.ts';
import {
  blockedReason,
  budgetFields,
  csvText,
  type IdTokenView,
  type ImportReport,
  type MonthUse,
} from './id-tokens.ts';
import type { IsoTime, Language, Page } from './views.ts';

/** A person or a company that charges on account, or is at least known by name. */
export interface CustomerView {
  readonly customerId: string;
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly voen: string;
  readonly contractNumber: string;
  readonly contact: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Of documents; null: the site's. */
  readonly language: Language | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** `each`: every session by itself; `prepaid`: from an account that stops charging at zero; `postpaid`: by the month. */
  readonly billing: 'each' | 'prepaid' | 'postpaid';
  /** For a calendar month of the site over all cards; null: none. */
  readonly budgetWh: number | null;
  readonly budgetMinor: number | null;
  /** Null while the customer may charge. */
  readonly blockedReason: string | null;
  readonly note: string;
  readonly createdAt: IsoTime;
  /** Gone from lists; what the books say of it stays. */
  readonly removed: boolean;
}

/** With figures of the account. */
export interface CustomerAccountView extends CustomerView {
  readonly cards: number;
  /** This calendar month, as the books stand. */
  readonly month: MonthUse;
  /** Put into the account less what sessions took from it; negative where money is owed. Null where there is no account. */
  readonly balanceMinor: number | null;
}

export interface CustomerDetailsView extends CustomerAccountView {
  readonly idTokens: readonly IdTokenView[];
  /** This month with what runs now: what budgets are held against. */
  readonly used: MonthUse;
  /** Why none of its cards may charge now; null: they may. */
  readonly heldBack: 'blocked' | 'balance' | 'budget' | null;
}

export interface CustomerGroupView {
  readonly groupId: string;
  readonly name: string;
  readonly customers: number;
}

const line = (max: number): z.ZodString => z.string().trim().max(max);

export const customerFields = {
  kind: z.enum(['person', 'company']),
  name: line(200).min(1),
  voen: line(20),
  contractNumber: line(60),
  contact: line(100),
  phone: line(60),
  email: line(100),
  address: line(300),
  language: language.nullable(),
  groupId: rowId.nullable(),
  billing: z.enum(['each', 'prepaid', 'postpaid']),
  note: z.string().max(1000),
};

const optionalFields = {
  ...z.strictObject(customerFields).omit({ kind: true, name: true }).partial().shape,
  ...budgetFields,
};
const groupName = line(100).min(1);

export const customerInputs = {
  'customers.list': z.strictObject({
    search: z.string().max(100).optional(),
    groupId: rowId.optional(),
    kind: customerFields.kind.optional(),
    limit,
    offset,
  }),
  'customers.get': z.strictObject({ customerId: rowId }),
  'customers.add': z.strictObject({ kind: customerFields.kind, name: customerFields.name, ...optionalFields }),
  'customers.update': z.strictObject({
    customerId: rowId,
    kind: customerFields.kind.optional(),
    name: customerFields.name.optional(),
    ...optionalFields,
  }),
  /** None of its cards may charge from now on. */
  'customers.block': z.strictObject({ customerId: rowId, reason: blockedReason.min(1) }),
  'customers.unblock': z.strictObject({ customerId: rowId }),
  /** Hides it; its cards may not charge any more. `conflict` with the reason `balanceLeft` while its account is not at zero. */
  'customers.remove': z.strictObject({ customerId: rowId }),

  /**
   * CSV text of customers with their cards, a line for each card; names of columns are known in every language of the console. A customer is known
   * by its VÖEN, else by its name; what is left empty stays as it is. With `dryRun` nothing is kept: the report tells what would be.
   */
  'customers.import': z.strictObject({ csv: csvText, dryRun: z.boolean().optional() }),

  'customerGroups.list': z.strictObject({}),
  /** `alreadyExists` where a group has that name. */
  'customerGroups.add': z.strictObject({ name: groupName }),
  'customerGroups.rename': z.strictObject({ groupId: rowId, name: groupName }),
  /** Its customers are then in none. */
  'customerGroups.remove': z.strictObject({ groupId: rowId }),
} as const;

export type ImportedAs = 'added' | 'updated' | 'unchanged';

/** Customers are counted; cards beside them. */
export interface CustomerImportReport extends ImportReport {
  readonly cards: Pick<ImportReport, 'added' | 'updated' | 'unchanged'>;
  /** The first lines that were taken, for a look before anything is kept. */
  readonly lines: readonly {
    readonly line: number;
    readonly name: string;
    readonly customer: ImportedAs;
    readonly idToken: string | null;
    readonly card: ImportedAs | null;
  }[];
  /** Names of columns that mean nothing here. */
  readonly unknownColumns: readonly string[];
}

export interface CustomerResults {
  'customers.list': Page<CustomerAccountView>;
  'customers.get': CustomerDetailsView;
  'customers.add': CustomerView;
  'customers.update': CustomerView;
  'customers.block': CustomerView;
  'customers.unblock': CustomerView;
  'customers.remove': null;
  'customers.import': CustomerImportReport;
  'customerGroups.list': readonly CustomerGroupView[];
  'customerGroups.add': CustomerGroupView;
  'customerGroups.rename': CustomerGroupView;
  'customerGroups.remove': null;
}

export interface CustomerEvents {
  /** A customer that was removed says so itself. */
  'customers.changed': CustomerView;
  /** All of them. */
  'customerGroups.changed': readonly CustomerGroupView[];
}
