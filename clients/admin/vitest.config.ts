import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// One worker: the tests are small, and the machines that run them have other work.
export default defineConfig({
  plugins: [react()],
  test: {
    environment: 'jsdom',
    include: ['tests/**/*.test.{ts,tsx,mjs}'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 60_000,
  },
})
