// The baseline: an Express 5 server that answers every GET with one value by `res.json`, and does nothing else.
import { readFileSync } from 'node:fs';
import express from 'express';

const [file, port] = process.argv.slice(2);
const value = JSON.parse(readFileSync(file, 'utf8'));
const app = express();
app.get(['/notice', '/site/en/notices/:slug'], (_request, response) => {
  response.json(value);
});
app.listen(Number(port), '127.0.0.1');
