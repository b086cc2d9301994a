package org.hanse.admin.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.hanse.client.accept.Acceptor;
import org.hanse.client.accept.Login;

/** Listens for logins over HTTP: one thread per connection, so many and no more. Thread-safe. */
public final class LoginListener implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 64;

    /** Told of each login when its answer is out, also of those that go on. Called by many threads. */
    public interface Observer {
        void seen(Login login);
    }

    private final ServerSocket server;
    private final Acceptor acceptor;
    private final Observer observer;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private LoginListener(ServerSocket server, Acceptor acceptor, Observer observer) {
        this.server = server;
        this.acceptor = acceptor;
        this.observer = observer;
    }

    /** Binds and begins to serve; connections are accepted when this returns. */
    public static LoginListener start(InetSocketAddress address, Acceptor acceptor, Observer observer)
            throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, MAX_CONNECTIONS);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        LoginListener listener = new LoginListener(server, acceptor, observer);
        thread("logins", listener::listen).start();
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                places.acquire();
                Socket socket = server.accept();
                connections.add(socket);
                thread("login", () -> serve(socket)).start();
            } catch (IOException e) {
                // Closed by us, or a client that was gone before it was accepted: the loop's condition tells.
                places.release();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new LoginConnection(socket, acceptor, observer).serve();
        } catch (IOException e) {
            // A connection that broke: there is nobody left to tell.
        } finally {
            connections.remove(socket);
            places.release();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
