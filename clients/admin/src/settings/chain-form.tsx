import { type FormEvent, useState } from 'react'
import { call } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import { Dialog } from '../design/dialog'
import { Trouble } from '../design/states'
import { settings as kind } from '../documents/kinds'
import { type Chains, type ModelTerms, writeChains } from './models-yaml'

type Props = {
  level: string
  document: { version: number; text: string }
  chains: Chains
  onClose: () => void
  onSaved: () => void
}

/** As the settings bound it. */
const modelsMax = 8

const fields = [
  { key: 'model', label: "Model, by its provider's name", type: 'text', required: true },
  { key: 'url', label: "The provider's address", type: 'url', required: true },
  { key: 'key', label: "The secret that holds the key, by its name (none: no key)", type: 'text', required: false },
  { key: 'name', label: 'What people call the provider', type: 'text', required: false },
] as const

/** The models of one level, in the order in which they are asked: when one fails, the next is. */
export function ChainForm({ level, document, chains, onClose, onSaved }: Props) {
  const [chain, setChain] = useState<ModelTerms[]>(chains[level] ?? [{}])
  const [trouble, setTrouble] = useState<string[]>([])
  const [isBusy, setBusy] = useState(false)
  const change = (at: number, key: string, value: string) =>
    setChain(now => now.map((model, place) => (place === at ? { ...model, [key]: value } : model)))
  const up = (at: number) => setChain(now => now.toSpliced(at - 1, 2, now[at] ?? {}, now[at - 1] ?? {}))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setTrouble([])
    try {
      await call('put', kind.path, {
        ifMatch: String(document.version),
        body: { text: writeChains(document.text, { ...chains, [level]: chain }), note: `models of ${level}` },
      })
      onSaved()
    } catch (fault) {
      const places = fault instanceof Problem ? (fault.document?.errors ?? []) : []
      setTrouble(places.length > 0 ? places.map(place => place.detail) : [messageOf(fault)])
    }
    setBusy(false)
  }
  return (
    <Dialog title={level === 'default' ? 'Models for all levels' : `Models of ${level}`} onClose={onClose}>
      <form className="edit chain-form" onSubmit={event => void save(event)}>
        {trouble.map(text => (
          <Trouble key={text} text={text} />
        ))}
        {chain.length === 0 && <p className="hint">None here: what stands above this workspace counts.</p>}
        {chain.map((model, at) => (
          <fieldset key={at}>
            <legend>{at === 0 ? 'First' : `Then, ${at + 1}.`}</legend>
            {fields.map(field => (
              <label key={field.key}>
                {field.label}
                <input type={field.type} required={field.required} maxLength={200} value={model[field.key] ?? ''}
                  spellCheck={false} autoComplete="off"
                  onChange={event => change(at, field.key, event.target.value)} />
              </label>
            ))}
            <label>
              Protocol
              <select value={model['provider'] ?? ''} onChange={event => change(at, 'provider', event.target.value)}>
                <option value="">as the address suggests</option>
                <option value="openai">OpenAI's chat completions</option>
                <option value="anthropic">Anthropic's messages</option>
              </select>
            </label>
            <div className="actions">
              {at > 0 && (
                <button type="button" className="small" onClick={() => up(at)}>
                  Ask earlier<span className="unseen-text">, model {at + 1}</span>
                </button>
              )}
              <button type="button" className="small bad" onClick={() => setChain(chain.toSpliced(at, 1))}>
                Remove<span className="unseen-text"> model {at + 1}</span>
              </button>
            </div>
          </fieldset>
        ))}
        <div className="actions">
          {chain.length < modelsMax && (
            <button type="button" onClick={() => setChain([...chain, {}])}>
              {chain.length === 0 ? 'Add a model' : 'Add one for when these fail'}
            </button>
          )}
        </div>
        <div className="actions">
          <button type="submit" className="primary" disabled={isBusy}>Save as version {document.version + 1}</button>
          <button type="button" onClick={onClose}>Cancel</button>
        </div>
      </form>
    </Dialog>
  )
}
