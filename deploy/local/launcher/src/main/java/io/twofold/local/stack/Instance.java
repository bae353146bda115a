package io.twofold.local.stack;

/**
 * One running copy of a service.
 *
 * @param number from 1
 */
public record Instance(Service service, int number) {

    /** Its name among processes and logs: {@code otp-service}, {@code otp-service-2}. */
    public String processName() {
        return number == 1 ? service.module() : service.module() + "-" + number;
    }
}
