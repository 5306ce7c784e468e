// Says what the first load weighs, compressed as it is sent, and fails past the bound.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const BytesMax = 250 * 1024
const dist = join(import.meta.dirname, '../dist')
const document = readFileSync(join(dist, 'index.html'), 'utf8')
const parts = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(match => match[1])
const size = (name, form) => readFileSync(join(dist, name + form)).length
let script = 0
for (const name of ['index.html', ...parts]) {
  const [br, gz] = [size(name, '.br'), size(name, '.gz')]
  if (name.endsWith('.js')) script += gz
  console.log(`${name}  ${size(name, '')} B, br ${br} B, gzip ${gz} B`)
}
console.log(`first load: ${script} B of script compressed by gzip, at most ${BytesMax}`)
process.exit(script > 0 && script <= BytesMax ? 0 : 1)
