import { computed } from 'vue';
import { type Filters, useQueryFilters } from './use-query-filters.ts';

/** A long list that is filtered and read page by page, both kept in the address. */
export function useFilteredPages<Name extends string>(defaults: Readonly<Filters<Name>>, pageSize: number) {
  const filters = useQueryFilters(defaults);
  const names = Object.keys(defaults) as Name[];
  /** Counts from 1. */
  const page = computed({
    get: () => Math.max(Number.parseInt(filters.page, 10) || 1, 1),
    set: (value) => {
      filters.page = String(value);
    },
  });
  /** The part of the list the page shows, as the service is asked for it. */
  const slice = computed(() => ({ limit: pageSize, offset: (page.value - 1) * pageSize }));
  const isFiltered = computed(() => names.some((name) => filters[name] !== defaults[name]));

  function clear(): void {
    Object.assign(filters, defaults);
  }
  return { filters, page, slice, isFiltered, clear };
}
