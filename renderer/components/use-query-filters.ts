import { shallowReactive, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** A filter of a list: a text, empty or at its default when it filters nothing. */
export type Filters<Name extends string> = Record<Name, string>;

/**
 * The filters of a list, kept in the address, so that coming back shows the same list and a link can open it filtered. A change of any filter
 * goes back to the first page.
 */
export function useQueryFilters<Name extends string>(defaults: Readonly<Filters<Name>>): Filters<Name | 'page'> {
  const route = useRoute();
  const router = useRouter();
  const own = route.name;
  const all = { ...defaults, page: '1' } as Readonly<Filters<Name | 'page'>>;
  const names = Object.keys(all) as (Name | 'page')[];
  const read = (): Filters<Name | 'page'> => {
    const entries = names.map((name) => [name, asText(route.query[name]) ?? all[name]] as const);
    return Object.fromEntries(entries) as Filters<Name | 'page'>;
  };
  const filters: Filters<Name | 'page'> = shallowReactive(read());

  const otherNames = names.filter((name) => name !== 'page');
  watch(
    () => [JSON.stringify(otherNames.map((name) => filters[name])), filters.page] as const,
    ([others, page], [othersBefore, pageBefore]) => {
      if (others !== othersBefore && page === pageBefore) filters.page = '1';
    },
  );
  watch(
    () => ({ ...filters }),
    (now) => {
      const query = Object.fromEntries(
        names.filter((name) => now[name] !== all[name]).map((name) => [name, now[name]]),
      );
      void router.replace({ query });
    },
  );
  watch(
    () => route.query,
    () => {
      if (route.name === own) Object.assign(filters, read());
    },
  );
  return filters;
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
