package org.hanse.admin.session;

import java.lang.reflect.Proxy;

/**
 * What the operating system asks of this process. Java has no public way to hear SIGHUP, nor to answer SIGTERM with exit code 0;
 * {@code sun.misc.Signal} is exported by every JDK since 9 (module jdk.unsupported) but warned of by the compiler, so it is
 * reached by name.
 */
public final class ProcessSignals {
    private ProcessSignals() {}

    /**
     * From now on the signal calls {@code action}, on a thread of its own, instead of ending the process.
     *
     * @param name without SIG: {@code TERM}, {@code INT}, {@code HUP}
     * @return false if this Java or this system does not let us; the signal keeps its usual effect then
     */
    public static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "SIG" + name;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
