/** Whether a unit of work failed because nothing can be stored at all. The store's own class stays behind its interface. */
export function isStorageFault(fault: unknown): boolean {
  return fault instanceof Error && fault.name === 'StorageFault';
}
