import { describe, expect, it } from 'vitest';
import { html } from '../../../../electron/service/reports/print/html.ts';
import { htmlPage } from '../../../../electron/service/reports/print/page.ts';
import { reportPage } from '../../../../electron/service/reports/print/report-page.ts';

describe('a printed page', () => {
  it('takes what people typed as text and never as markup', () => {
    const hostile = `<script>alert("1")</script>&'`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>',
    );
  });

  it('has in itself the fonts of its letters and no others', () => {
    const fonts = (text: string): number => {
      const page = htmlPage({ language: 'az', title: '', paper: 'A6', body: html`<p>${text}</p>` });
      return page.match(/@font-face/g)?.length ?? 0;
    };
    expect(fonts('12.50 AZN')).toBe(1);
    expect(fonts('Şəbəkə 12,50 ₼')).toBe(2);
    expect(fonts('Квитанция № 1')).toBe(2);
    expect(fonts('Квитанция, Gəncə')).toBe(3);
  });

  it('fetches nothing', () => {
    const page = htmlPage({ language: 'ru', title: 'Акт', paper: 'A4', body: html`<p>Gəncə</p>` });
    expect(page.match(/url\((?!data:)/g)).toBeNull();
    expect(page).not.toMatch(/https?:/);
    expect(page).toContain('default-src &#39;none&#39;');
  });
});

it('a report has a head, its tables with their totals, and lies down where it is asked to', () => {
  const { html: page, page: paper } = reportPage({
    language: 'az',
    title: 'Seanslar',
    subtitle: ['01.07.2026 – 31.07.2026'],
    business: { legalName: 'Bakı Şarj MMC', voen: '1506566211', address: '' },
    tables: [
      {
        columns: [
          { title: 'Stansiya', align: 'left' },
          { title: 'Məbləğ', align: 'right' },
        ],
        rows: [['HALL-1', '3,20 ₼']],
        totals: ['Cəmi', '3,20 ₼'],
      },
    ],
    landscape: true,
  });
  expect(page).toContain('VÖEN 1506566211');
  expect(page).toMatch(/<th class="number">Məbləğ<\/th>/);
  expect(page).toMatch(/<tbody class="total">\s*<tr>\s*<td class="text">Cəmi<\/td>/);
  expect(paper).toMatchObject({ widthMm: 297, heightMm: 210 });
});
