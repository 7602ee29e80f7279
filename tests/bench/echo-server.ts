import { WebSocketServer } from 'ws';

// The baseline: as little as a WebSocket server can do with a frame, and nothing kept.
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => {
    socket.send(data, { binary: isBinary });
  });
});
server.on('listening', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `ws://127.0.0.1:${String(port)}/ocpp` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
