/** One model of a chain, as the settings name it; `key` is a secret's name, never its value. */
export type ModelTerms = Record<string, string>

/** Chains of models by level. */
export type Chains = Record<string, ModelTerms[]>

export const levels = ['coordinator', 'executor', 'heartbeat', 'default'] as const

const keys = [
  'model', 'url', 'provider', 'name', 'key', 'temperature', 'outputTokensMax', 'firstByteSecondsMax', 'idleSecondsMax',
]

type Section = { before: string[]; lines: string[]; after: string[] }

/** The document taken apart at its section `models`, which may not be there. */
function split(text: string): Section {
  const lines = text.replace(/\n+$/, '').split('\n')
  const start = lines.findIndex(line => /^models:/.test(line))
  if (start < 0) return { before: lines, lines: [], after: [] }
  let end = start + 1
  while (end < lines.length && /^(\s|$)/.test(lines[end] ?? '')) end++
  return { before: lines.slice(0, start), lines: lines.slice(start, end), after: lines.slice(end) }
}

/**
 * The chains of a document, where they are written in the form that `writeChains` writes; null where a person wrote
 * them otherwise, so that nothing of it is lost by a form that does not know it.
 */
export function readChains(text: string): Chains | null {
  const { lines } = split(text)
  const chains: Chains = {}
  let chain: ModelTerms[] | null = null
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (at === 0) {
      if (line.trimEnd() !== 'models:') return null
      continue
    }
    const level = /^ {2}([a-z]+):$/.exec(line)
    if (level?.[1] && (levels as readonly string[]).includes(level[1]) && !chains[level[1]]) {
      chains[level[1]] = chain = []
      continue
    }
    const field = /^ {4}(- | {2})([A-Za-z]+): (.+)$/.exec(line)
    const value = field?.[3] === undefined ? null : scalar(field[3])
    if (!chain || !field?.[2] || value === null || !keys.includes(field[2])) return null
    if (field[1] === '- ') chain.push({})
    const model = chain.at(-1)
    if (!model || field[2] in model) return null
    model[field[2]] = value
  }
  return chains
}

/** What stands for itself in YAML, or in quotes as JSON has them. */
function scalar(text: string): string | null {
  if (text.startsWith('"')) {
    try {
      const value: unknown = JSON.parse(text)
      return typeof value === 'string' ? value : null
    } catch {
      return null
    }
  }
  return isPlain(text) ? text : null
}

const isPlain = (text: string): boolean => /^[A-Za-z0-9/][A-Za-z0-9._/@+-]*(:[A-Za-z0-9._/@+-]+)*$/.test(text)

const isNumber = (key: string): boolean => key === 'temperature' || key.endsWith('Max')

/** The document with these chains and all else as it was. */
export function writeChains(text: string, chains: Chains): string {
  const { before, after } = split(text)
  const lines = levels.flatMap(level => {
    const chain = chains[level] ?? []
    return chain.length === 0 ? [] : [`  ${level}:`, ...chain.flatMap(modelLines)]
  })
  const section = lines.length === 0 ? [] : ['models:', ...lines]
  return `${[...before, ...section, ...after].join('\n')}\n`
}

function modelLines(model: ModelTerms): string[] {
  const fields = keys.flatMap(key => {
    const value = model[key]?.trim()
    return value ? [`${key}: ${written(key, value)}`] : []
  })
  return fields.map((field, at) => `    ${at === 0 ? '- ' : '  '}${field}`)
}

/** A text that YAML could read as something else is put into quotes. */
function written(key: string, value: string): string {
  const isWord = /^(true|false|null|yes|no|on|off|~|[0-9].*)$/i.test(value)
  return isPlain(value) && (isNumber(key) || !isWord) ? value : JSON.stringify(value)
}
