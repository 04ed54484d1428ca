import fc from 'fast-check';
import { NewSavedView, VIEWED_PAGES, readViewAddress } from './saved-views';

const isKept = (address: string, name = '一季度等候'): boolean =>
  NewSavedView.safeParse({ name, address, shared: false }).success;

describe('the address of a saved view', () => {
  it.each([
    '/analysis',
    '/analysis?metric=wait_mean&hall=H32&queue=-&days=28&compare=year',
    '/analysis/visits?hall=H32&day=2026-03-04&to=2026-03-05&visit=t-20260304-0012',
    '/ranking?metric=service_level&class=hall%2Fsmall&view=funnel',
    '/wall?play=bureau-wall%3A60%2Cwall%40H32%3A30',
  ])('is kept: %s', (address) => {
    expect(isKept(address)).toBe(true);
  });

  it.each([
    ...[
      '',
      'analysis',
      '//evil.example/analysis',
      'https://evil.example/analysis',
      '/\\evil.example',
      'javascript:alert(1)',
    ],
    ...['/analysis/../v1/users', '/analysis//', '/analysis/%2e%2e/x', '/v1/users', '/sign-in?next=/x', '/analysis#x'],
    ...['/analysis?next=//evil.example', '/analysis?metric=a&metric=b', '/analysis?hall=a b', '/analysis\n?days=1'],
    ...['/analysis?officer=13812345678', `/analysis?item=${'x'.repeat(129)}`, `/analysis?metric=${'x'.repeat(1000)}`],
    ...['/wall', '/wall?play=', '/wall?play=wall@H32:5', '/wall?play=wall:30&hall=H32', '/analysis?play=wall@H32:30'],
  ])('is refused: %s', (address) => {
    expect(isKept(address)).toBe(false);
  });

  it('leads to a page of this product, whatever is written', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.tuple(fc.constantFrom(...VIEWED_PAGES), fc.string()).map(([page, more]) => `${page}${more}`),
    );
    fc.assert(
      fc.property(anything, (address) => {
        if (!isKept(address)) return;
        const { origin, pathname } = new URL(address, 'https://hall.example');
        expect([origin, VIEWED_PAGES]).toEqual(['https://hall.example', expect.arrayContaining([pathname])]);
        expect(readViewAddress(address)?.page).toBe(pathname);
      }),
    );
  });
});

describe('the name of a saved view', () => {
  it('has 60 characters at most, and no number of a person', () => {
    expect(isKept('/analysis', '名'.repeat(60))).toBe(true);
    expect(isKept('/analysis', '名'.repeat(61))).toBe(false);
    expect(isKept('/analysis', '   ')).toBe(false);
    expect(NewSavedView.parse({ name: '找 13812345678', address: '/analysis', shared: true }).name).toBe('找 [电话号]');
  });
});
