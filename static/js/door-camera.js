// Without this script badges are scanned by hand or typed, as where a browser has no BarcodeDetector (iPhones).
// The camera looks for a code a few times a second, and says each one once until it is out of sight.

const EVERY = 150; // milliseconds
const FORGOTTEN = 3000;

/** Whether this browser reads QR codes by itself. */
export const canSee = async () => {
  try {
    return !!navigator.mediaDevices && (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
  } catch {
    return false;
  }
};

export class Camera {
  constructor(video, onCode) {
    Object.assign(this, { video, onCode, last: "", seen: 0, isRefused: false });
  }

  get isOn() {
    return !!this.stream;
  }

  /** Begin to look; `isRefused` says that there was no camera to look with. */
  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      this.detector = new BarcodeDetector({ formats: ["qr_code"] });
      this.isRefused = false;
    } catch {
      this.isRefused = true;
      return this.stop();
    }
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    this.video.play().catch(() => {}); // looked at meanwhile: there may be no picture yet
    this.#look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.video.srcObject = null;
    this.video.hidden = true;
  }

  async #look() {
    if (!this.isOn) return;
    try {
      const [found] = await this.detector.detect(this.video);
      const now = Date.now();
      if (found && (found.rawValue !== this.last || now - this.seen > FORGOTTEN)) this.onCode(found.rawValue);
      if (found) Object.assign(this, { last: found.rawValue, seen: now });
    } catch { /* the picture is not there yet */ }
    setTimeout(() => this.#look(), EVERY);
  }
}
