import { pageOf } from './page';

const about = { title: '红色预警', what: '<script>alert(1)</script>"\'&', when: '<b>' };

describe('the page of a message', () => {
  it('shows what people have named as text, whatever it holds', () => {
    const page = pageOf({ language: 'zh-CN', about, words: '<i>', isGood: false, canAnswer: true });
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
    expect(page).not.toMatch(/<script|<b>|<i>/);
  });

  it('has a button only where there is something to answer', () => {
    const of = (canAnswer: boolean) => pageOf({ language: 'en', about, words: '', isGood: false, canAnswer });
    expect(of(true)).toContain('<form method="post">');
    expect(of(false)).not.toContain('<form');
    expect(of(true)).toContain('<html lang="en">');
  });
});
