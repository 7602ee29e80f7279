import { expect, test } from './test.ts';

test('the demo is entered and left from the window, and the books stay empty', async ({ desktop: { page } }) => {
  await page.getByRole('button', { name: 'Start the demo' }).click();
  await expect(page.getByText('This is a demo')).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();

  await page.getByRole('button', { name: 'Leave the demo' }).click();
  await expect(page.getByText('Connect your first charger')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(page.getByText('This is a demo')).toBeHidden();
});
