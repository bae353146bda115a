package io.twofold.identity.signin;

import io.twofold.identity.device.Device;
import io.twofold.identity.device.DeviceKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a sign-in.
 *
 * @param email in any spelling that is the same mailbox
 * @param password as registered
 * @param device what the person signs in on
 */
@Schema(name = "SignInRequest")
public record SignInRequest(
        @NotEmpty @Size(max = 320) @Schema(examples = "anna@example.com")
        String email,

        @NotEmpty @Size(max = 1024) @Schema(examples = "correct horse battery staple")
        String password,

        @NotNull @Valid DeviceRequest device) {

    /**
     * The device.
     *
     * @param name as it calls itself, shown to its owner
     * @param token what it was given at its last sign-in, where it had one
     */
    @Schema(name = "DeviceRequest")
    public record DeviceRequest(
            @NotNull @Size(min = 1, max = 64) @Pattern(regexp = Device.NAME, message = "must be printable text") @Schema(examples = "Anna's laptop")
            String name,

            @NotNull DeviceKind kind,

            @Nullable @Size(max = 64) @Pattern(regexp = Device.NAME, message = "must be printable text") String model,

            @Nullable @Size(max = 128) String token) {

        @Override
        public String toString() {
            return "DeviceRequest[kind=" + kind + "]";
        }
    }

    @Override
    public String toString() {
        return "******";
    }
}
