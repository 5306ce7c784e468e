// OpenAI's own client for Node.js against OmniSage. Arguments: the address, a key, and what to try.
// Ends with 0 and "ok" when all is as OpenAI's users expect it.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const [baseURL, apiKey, wish] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 120_000 });
const say = (content, more = {}) =>
  client.chat.completions.create({ model: 'omnisage', messages: [{ role: 'user', content }], ...more });

const tries = {
  async plain() {
    const answer = await say('hello');
    assert.match(answer.id, /^chatcmpl-/);
    assert.ok(answer.choices[0].message.content.length > 0);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.ok(answer.usage.total_tokens === answer.usage.prompt_tokens + answer.usage.completion_tokens);
    assert.ok(answer._request_id);
  },

  async stream() {
    const stream = await say('compute 6*7', { stream: true, stream_options: { include_usage: true } });
    let text = '';
    let usage;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    assert.match(text, /42/);
    assert.ok(usage.total_tokens > 0);
  },

  async models() {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    assert.ok(names.includes('omnisage'));
    assert.equal((await client.models.retrieve('omnisage')).object, 'model');
  },

  async errors() {
    const stranger = new OpenAI({ baseURL, apiKey: 'omk_wrong', maxRetries: 0 });
    await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
    const none = client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });
    await assert.rejects(none, (fault) => fault instanceof OpenAI.NotFoundError && fault.code === 'model_not_found');
    await assert.rejects(say('x', { n: 2 }), (fault) => fault instanceof OpenAI.BadRequestError && fault.param === 'n');
  },

  async conversation() {
    const messages = [{ role: 'user', content: 'hello' }];
    const first = await client.chat.completions.create({ model: 'omnisage', messages }).withResponse();
    messages.push(first.data.choices[0].message, { role: 'user', content: 'compute 6*7' });
    const second = await client.chat.completions.create({ model: 'omnisage', messages }).withResponse();
    const thread = (one) => one.response.headers.get('omnisage-thread');
    assert.equal(thread(second), thread(first));
    assert.match(second.data.choices[0].message.content, /42/);
  },

  async delegation() {
    assert.match((await say('run: echo node-$((6*7))')).choices[0].message.content, /node-42/);
  },

  async responses() {
    const first = await client.responses.create({ model: 'omnisage', input: 'compute 6*7' });
    assert.match(first.output_text, /42/);
    const types = [];
    let text = '';
    const stream = await client.responses.create({
      model: 'omnisage', input: 'compute 7*7', previous_response_id: first.id, stream: true,
    });
    for await (const event of stream) {
      types.push(event.type);
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    assert.match(text, /49/);
    assert.equal(types.at(0), 'response.created');
    assert.equal(types.at(-1), 'response.completed');
    assert.match((await client.responses.retrieve(first.id)).output_text, /42/);
  },

  async abort() {
    const stream = await say('hello', { stream: true });
    for await (const chunk of stream) {
      if (chunk.choices[0].delta.content) break;
    }
    stream.controller.abort();
  },
};

await tries[wish]();
console.log('ok');
