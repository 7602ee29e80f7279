import type { Page } from '@playwright/test';

/** Chooses from a list field by keyboard and pointer, as a person does. */
export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).press('Enter');
  await page.getByRole('option', { name: option, exact: typeof option === 'string' }).click();
}
