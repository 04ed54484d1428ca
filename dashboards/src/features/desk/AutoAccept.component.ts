import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve } from '../../testing/server';
import AutoAccept from './AutoAccept.vue';

const PATH = '/v1/halls/H32/simulation';

describe('the switch of the simulated shift lead', () => {
  const turned = async (on: boolean, canAnswer = true) => {
    const server = serve({ [`PUT ${PATH}`]: () => ({ hall: 'H32', speed: 10, autoAccept: !on }) });
    const { page, byTestId } = await mounted(AutoAccept, { hall: 'H32', on, canAnswer });
    const button = byTestId('auto-accept');
    const said = [button.text(), button.attributes('aria-checked')];
    await button.trigger('click');
    await flushPromises();
    const asked = server.asked.map(({ method, path, body }) => [method, path, body]);
    page.unmount();
    server.close();
    return { said, asked };
  };

  it('says how it stands, and tells the server the other way', async () => {
    const [name, colon] = [phrase('autoAccept.name'), phrase('list.colon')];
    expect(await turned(true)).toEqual({
      said: [`${name}${colon}${phrase('autoAccept.on')}`, 'true'],
      asked: [['PUT', PATH, { autoAccept: false }]],
    });
    expect(await turned(false)).toEqual({
      said: [`${name}${colon}${phrase('autoAccept.off')}`, 'false'],
      asked: [['PUT', PATH, { autoAccept: true }]],
    });
  });

  it('is turned by nobody who may not answer', async () => {
    expect((await turned(true, false)).asked).toEqual([]);
  });
});
