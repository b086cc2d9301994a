package org.hanse.protocol.gss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.hanse.protocol.gss.SequenceWindow.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SequenceWindowTest {

    @Test
    void numbersInOrderAreNext() {
        SequenceWindow window = new SequenceWindow(5);

        assertThat(window.admit(5)).isEqualTo(Order.NEXT);
        assertThat(window.admit(6)).isEqualTo(Order.NEXT);
    }

    @Test
    @Tag("A-028")
    void numbersWrapAfterTheLargestUnsigned64BitNumber() {
        SequenceWindow window = new SequenceWindow(-2);

        assertThat(window.admit(-2)).isEqualTo(Order.NEXT);
        assertThat(window.admit(-1)).isEqualTo(Order.NEXT);
        assertThat(window.admit(0)).isEqualTo(Order.NEXT);
        assertThat(window.admit(-1)).isEqualTo(Order.DUPLICATE);
    }

    @Test
    @Tag("A-028")
    void whatWasLeftOutMayComeLateOnce() {
        SequenceWindow window = new SequenceWindow(0);

        assertThat(window.admit(3)).isEqualTo(Order.GAP);
        assertThat(window.admit(1)).isEqualTo(Order.UNSEQUENCED);
        assertThat(window.admit(1)).isEqualTo(Order.DUPLICATE);
        assertThat(window.admit(4)).isEqualTo(Order.NEXT);
    }

    @Test
    @Tag("A-028")
    void whatLiesBeforeTheConversationOrTheWindowIsOld() {
        SequenceWindow window = new SequenceWindow(10);
        window.admit(10);

        assertThat(window.admit(9)).isEqualTo(Order.OLD);
        window.admit(1000);
        assertThat(window.admit(1000 - 63)).isEqualTo(Order.UNSEQUENCED);
        assertThat(window.admit(1000 - 64)).isEqualTo(Order.OLD);
        assertThat(window.admit(1000)).isEqualTo(Order.DUPLICATE);
    }

    @Test
    @Tag("A-028")
    void noNumberIsEverTakenTwice() {
        Random random = new Random(20261122);
        SequenceWindow window = new SequenceWindow(0);
        Set<Long> taken = new HashSet<>();
        long newest = 0;
        for (int i = 0; i < 20_000; i++) {
            long number = Math.max(0, newest + random.nextInt(100) - 80);
            Order order = window.admit(number);
            if (order == Order.NEXT || order == Order.GAP || order == Order.UNSEQUENCED) {
                assertThat(taken.add(number)).as("%d is new", number).isTrue();
            } else if (order == Order.DUPLICATE) {
                assertThat(taken).contains(number);
            }
            newest = Math.max(newest, number);
        }
    }
}
