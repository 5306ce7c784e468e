// @vitest-environment node
import { expect, it } from 'vitest'
import { readChains, writeChains } from '../src/settings/models-yaml'

const text = `# ours
settings: 1
models:
  coordinator:
    - model: gpt-5
      url: https://api.example.com/v1
      key: openai
    - model: "llama3:8b yes"
      url: http://127.0.0.1:11434/v1
agents:
  clerk:
    name: The clerk
`

it('reads what it writes, and leaves all else alone', () => {
  const chains = readChains(text)!
  expect(chains).toEqual({
    coordinator: [
      { model: 'gpt-5', url: 'https://api.example.com/v1', key: 'openai' },
      { model: 'llama3:8b yes', url: 'http://127.0.0.1:11434/v1' },
    ],
  })
  expect(writeChains(text, chains)).toBe(text)
})

it('adds a chain to a document without any, and takes the last one out', () => {
  const added = writeChains('settings: 1\n', { default: [{ model: 'a', url: 'https://b/v1', temperature: '0.2' }] })
  expect(added).toBe(
    'settings: 1\nmodels:\n  default:\n    - model: a\n      url: https://b/v1\n      temperature: 0.2\n',
  )
  expect(readChains(added)).toEqual({ default: [{ model: 'a', url: 'https://b/v1', temperature: '0.2' }] })
  expect(writeChains(added, {})).toBe('settings: 1\n')
})

it.each(['"', "it's", 'a: b', '# no', 'true', '12', '- x', '[1]', '&a', 'ä\u202e', '{{x}}', 'a "b" \\', '*'])(
  'a name such as %s comes back as it was', name => {
    const chains = { executor: [{ model: name, url: 'https://x/v1' }] }
    expect(readChains(writeChains('settings: 1\n', chains))).toEqual(chains)
  })

it.each([
  'models: {default: [{model: a, url: b}]}\n',
  'models:\n  default:\n    # a word about it\n    - model: a\n',
  'models:\n    default:\n      - model: a\n',
  'models:\n  default:\n    - &one\n      model: a\n',
  'models:\n  default:\n    - model: a\n      colour: red\n',
  'models:\n  default:\n    - model: a # why\n',
  'models:\n  default:\n    - model: a\n      model: b\n',
])('what a person wrote otherwise is left to that person: %j', odd => expect(readChains(odd)).toBeNull())
