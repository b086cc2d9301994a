package org.hanse.kdc.admin.operation;

/**
 * The body of every answer that is not 200.
 *
 * @param code a {@link RefusalCode}
 * @param message what, a semicolon, what to do about it
 * @param id eight hexadecimal digits, in the server's log too
 */
public record Refused(String code, String message, String id) {
    public static final Form<Refused> FORM = Form.of(Refused.class);
}
