// @vitest-environment node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..')

it('the generated types are those of the OpenAPI document', async () => {
  const document = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'))
  const made = COMMENT_HEADER + astToString(await openapiTS(document))
  const committed = readFileSync(join(folder, 'src/api/schema.ts'), 'utf8')
  expect(committed === made, 'npm run generate').toBe(true)
})
