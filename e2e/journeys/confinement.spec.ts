import { expect, test } from '../app-test.ts';

test('the page can neither evaluate text as code nor reach another machine', async ({ window }) => {
  const outcome = await window.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      blocked.push(event.effectiveDirective);
    });
    // A debugger's own task may evaluate text; a later one is the page's.
    await new Promise((resolve) => setTimeout(resolve));
    const attempts = {
      // The very thing that the policy is to refuse.
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      evaluate: () => new Function('return 1'),
      fetch: () => fetch('http://127.0.0.1:9/'),
      socket: () => new WebSocket('ws://127.0.0.1:9/'),
    };
    const failed: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
      } catch {
        failed.push(name);
      }
    }
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    const frame = document.createElement('iframe');
    frame.src = 'http://127.0.0.1:9/';
    document.body.append(script, frame);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { failed, blocked, injected: 'injected' in window };
  });
  expect(outcome.failed).toEqual(expect.arrayContaining(['evaluate', 'fetch']));
  expect(outcome.injected).toBe(false);
  for (const directive of ['script-src', 'connect-src', 'script-src-elem', 'frame-src']) {
    expect(outcome.blocked).toContain(directive);
  }
});

test('the page has no Node and only the named bridge', async ({ window, app }) => {
  const found = await window.evaluate(() => ({
    node: ['require', 'process', 'Buffer', 'module'].filter((name) => name in globalThis),
    bridge: Object.keys((Reflect.get(globalThis, 'nodewise') as object | undefined) ?? {}),
  }));
  expect(found.node).toEqual([]);
  expect(found.bridge.sort()).toEqual(
    app.host === 'browser'
      ? []
      : [
          'chooseFiles',
          'chooseFolder',
          'chooseSaveFolder',
          'connectEngine',
          'kind',
          'onEngineState',
          'pathsForFiles',
        ],
  );
});

test('the window goes nowhere else and opens no other', async ({ window, app }) => {
  test.skip(app.host === 'browser', 'a browser belongs to its person, who may go where they like');
  const home = window.url();
  await window.evaluate(() => {
    document.location.href = 'http://127.0.0.1:9/elsewhere';
  });
  await window.evaluate(() => void globalThis.open('http://127.0.0.1:9/popup'));
  await expect.poll(() => window.context().pages().length).toBe(1);
  await expect(window.getByRole('button', { name: /demo/i })).toBeVisible();
  expect(window.url()).toBe(home);
});
